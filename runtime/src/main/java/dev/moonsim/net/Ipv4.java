package dev.moonsim.net;

/** IPv4 addresses as ints, the first octet highest. */
public final class Ipv4 {
    public static final int ANY = 0;
    public static final int LOOPBACK = 0x7f000001;

    private Ipv4() {}

    public static boolean isLoopback(int address) {
        return address >>> 24 == 127;
    }

    /** 224.0.0.0/4. */
    public static boolean isMulticast(int address) {
        return address >>> 28 == 14;
    }

    /** @throws IllegalArgumentException where the text is no dotted quad */
    public static int parse(String text) {
        int address = 0;
        int from = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i < 3 ? text.indexOf('.', from) : text.length();
            int octet = dot < 0 ? -1 : Integer.parseInt(text, from, dot, 10);
            if (octet < 0 || octet > 255) {
                throw new IllegalArgumentException("not an IPv4 address: " + text);
            }
            address = address << 8 | octet;
            from = dot + 1;
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
