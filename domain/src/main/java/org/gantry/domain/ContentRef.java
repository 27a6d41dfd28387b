package org.gantry.domain;

/**
 * Where a content lies on the bus.
 *
 * @param digest SHA-256 of its bytes, in hexadecimal
 * @param size bytes
 * @param offset offset of its first chunk in the partition of its digest: a reader starts there
 */
public record ContentRef(String digest, long size, long offset) {}
