package dev.moonsim.net;

/** IPv4 addresses as ints, the first octet highest. */
public final class Ipv4 {
    public static final int ANY = 0;
    public static final int LOOPBACK = 0x7f000001;

    private Ipv4() {}

    public static boolean isLoopback(int address) {
        return address >>> 24 == 127;
    }

    /** @throws IllegalArgumentException where the text is no dotted quad */
    public static int parse(String text) {
        String[] parts = text.split("\\.", -1);
        int address = 0;
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address: " + text);
        }
        for (String part : parts) {
            int octet = Integer.parseInt(part);
            if (octet < 0 || octet > 255) {
                throw new IllegalArgumentException("not an IPv4 address: " + text);
            }
            address = address << 8 | octet;
        }
        return address;
    }

    public static int of(byte[] octets) {
        return (octets[0] & 0xff) << 24 | (octets[1] & 0xff) << 16 | (octets[2] & 0xff) << 8 | octets[3] & 0xff;
    }

    public static byte[] octets(int address) {
        return new byte[] {(byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address};
    }

    public static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }
}
