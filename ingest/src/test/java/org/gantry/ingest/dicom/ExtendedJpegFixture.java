package org.gantry.ingest.dicom;

import java.util.Base64;

/** A made picture of 12 bits as extended JPEG, written by dcmtk's dcmcjpeg: 18 rows, 27 columns of waves and edges. */
final class ExtendedJpegFixture {
    static final int ROWS = 18;
    static final int COLUMNS = 27;

    private static final String JPEG = """
            /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU
            FRUVDA8XGBYUGBIUFRT/wQALDAASABsBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAADAv/xAAuEAABAwMCBgEBCQEAAAAAAAADAgQF
            AQYHCAkACgsREhQTDBUWISMmMUFRVHX/2gAIAQEAAD8Ar8dTJ+rr9G3UtdJWjLHEttFW7soZd0zRl/rh4Ob1XuM0Ivs16sLWdQVD
            vC2fZqoxo4DbE0wKySN44drfthVo0T3ocZ71N7kj8+89ju3sdcGjy0pO6bZfzkZHt3LBioqKoqQ67XG+rFt/+lbjtkF3/oK6N+3F
            Dbox+4lY/Ta8MQWEdRM0CxXpW0Su0Ht1JaOJBosblRbdWUa1PFncRkmpzDHbIoNm1S+YpKpXwVpxRT1CdW6x3q6zRduXcQQmG7qx
            7czypo5zeDeVkpFkoaUgcRq3PuNqFGxOIzISkAGiomovCnh41qO459vfG3ENMHN/TNi4ie3VZtj2dfr9rPDs9BW1YKKPMCpM/D6g
            HJ2lI6XqymW/ker5wB82Qn40UV2XU9Ca2x9FW6By/bC7dwGFtT7aumyXwrijZ8YFrizEGJFyxwRFM8cCQByJnPNGTYXsGbodkKtN
            HFeDCP1vLzRW69yXnMQ7OemTZ91ivtImI88p1HQ+a4u3bJt+a+9ErAExyMDdRJaJMFszoiecyiGsagIUuJstSqOZsBQDM851a3mx
            rlmHkrKbt049kXhVGO4Lg/GdVEXWveta/prhWPvM4fsPNfMikl8h2Tbt+yziBgLhM/ueJBInLKPbLuD3XyiGQpVXJ/XB8pq18yfC
            PyVXwT2tJ9O4zLkDA+1ViW28aXzcuO7daQ2FEt4i1JdxGNA0kGJWcjRAQLQhPtNRjbm7U/NEhI1+SaUpwXB+ubjlkt7PlYpN4Rbq
            Rc4czfQ7w6qrMWiWOJPHyXX8VdvKvbvX+a/3wXz4/9k=
            """;

    private ExtendedJpegFixture() {}

    static byte[] jpeg() {
        return Base64.getMimeDecoder().decode(JPEG);
    }

    /** The number that was compressed, from which compression may be off by some. */
    static int original(int row, int column) {
        if (row < 4 && column < 4) {
            return 4095;
        }
        if (row >= 10 && column >= 20) {
            return 0;
        }
        double waves = 1500 + 1200 * Math.sin(column / 3.0) * Math.cos(row / 4.0);
        return (int) Math.max(0, Math.min(4095, waves + 40 * ((column * 7 + row * 13) % 11)));
    }

    /** A CT slice of it. */
    static DicomFixture slice() {
        return DicomFixture.slice(0, 1)
                .syntax("1.2.840.10008.1.2.4.51")
                .number(0x0028_0010, ROWS)
                .number(0x0028_0011, COLUMNS)
                .text(0x0028_1052, "DS", "0")
                .fragments(new byte[0], jpeg());
    }
}
