package dev.moonsim.disk;

import java.util.TreeMap;

/** The extended attributes of one file: those of the user's namespace, with the limits of ext4. */
final class ExtendedAttributes {
    private static final String NAMESPACE = "user.";
    private static final int MAX_NAME = 255;
    /** {@code XATTR_SIZE_MAX}. */
    private static final int MAX_VALUE = 65_536;
    /** All of them lie in one block, with a header and 16 bytes for each. */
    private static final int ROOM = 4096 - 32;
    private static final int ENTRY = 16;

    private final TreeMap<String, byte[]> values;

    ExtendedAttributes() {
        values = new TreeMap<>();
    }

    /** The same. */
    ExtendedAttributes(ExtendedAttributes other) {
        values = new TreeMap<>(other.values);
    }

    byte[] get(String name) throws ErrnoException {
        check(name);
        byte[] value = values.get(name);
        if (value == null) {
            throw new ErrnoException(ErrnoException.ENODATA);
        }
        return value;
    }

    void set(String name, byte[] value) throws ErrnoException {
        check(name);
        if (value.length > MAX_VALUE) {
            throw new ErrnoException(ErrnoException.E2BIG);
        }
        int taken = ENTRY + name.length() + value.length;
        for (var other : values.entrySet()) {
            taken += other.getKey().equals(name) ? 0 : ENTRY + other.getKey().length() + other.getValue().length;
        }
        if (taken > ROOM) {
            throw new ErrnoException(ErrnoException.ENOSPC);
        }
        values.put(name, value);
    }

    void remove(String name) throws ErrnoException {
        get(name);
        values.remove(name);
    }

    Iterable<String> names() {
        return values.keySet();
    }

    private static void check(String name) throws ErrnoException {
        if (!name.startsWith(NAMESPACE)) {
            throw new ErrnoException(ErrnoException.EOPNOTSUPP);
        }
        if (name.length() == NAMESPACE.length()) {
            throw new ErrnoException(ErrnoException.EINVAL);
        }
        if (name.length() > MAX_NAME) {
            throw new ErrnoException(ErrnoException.ERANGE);
        }
    }
}
