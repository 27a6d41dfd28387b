package org.gantry.domain.answer;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Tells whether the holder of an Ed25519 key signed a model bundle. */
public final class TrustedKey {
    private final PublicKey key;

    private TrustedKey(PublicKey key) {
        this.key = key;
    }

    /**
     * A public key, as PEM.
     *
     * @param where it stands, for the message
     * @throws IllegalArgumentException if it is no Ed25519 key
     */
    public static TrustedKey of(String pem, String where) {
        try {
            byte[] bytes = Pem.bytes(pem, "PUBLIC KEY", where);
            return new TrustedKey(
                    KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(where + ": is no public " + SigningKey.ALGORITHM + " key", e);
        }
    }

    /** Whether a text in base64 is this key's signature of the bundle of a digest. */
    public boolean verifies(String digest, String signature) {
        try {
            Signature verification = Signature.getInstance(SigningKey.ALGORITHM);
            verification.initVerify(key);
            verification.update(SigningKey.message(digest));
            return verification.verify(Base64.getDecoder().decode(signature.strip()));
        } catch (SignatureException | InvalidKeyException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 verifies " + SigningKey.ALGORITHM, e);
        }
    }
}
