package dev.moonsim.disk;

/** A file of any kind, apart from its names. Times are nanoseconds since 1970 of the node's virtual clock. */
public abstract sealed class Inode permits RegularFile, Directory, SymbolicLink, Device, SocketFile {
    public static final int TYPE_MASK = 0170000;
    public static final int REGULAR = 0100000;
    public static final int DIRECTORY = 0040000;
    public static final int SYMLINK = 0120000;
    public static final int SOCKET = 0140000;
    public static final int CHARACTER_DEVICE = 0020000;

    private final long number;
    private final int type;
    private int permissions;
    private long created;
    private long modified;
    private long accessed;
    private long changed;
    private ExtendedAttributes extended;
    /** Names that refer to it, as the running programs see them. */
    private int links;

    Inode(long number, int type, int permissions, long time) {
        this.number = number;
        this.type = type;
        this.permissions = permissions & 07777;
        created = modified = accessed = changed = time;
    }

    /** The same file, without its names. */
    Inode(Inode other) {
        number = other.number;
        type = other.type;
        permissions = other.permissions;
        extended = other.extended == null ? null : new ExtendedAttributes(other.extended);
        created = other.created;
        modified = other.modified;
        accessed = other.accessed;
        changed = other.changed;
        links = other.links;
    }

    public final long number() {
        return number;
    }

    /** Type and permission bits, as {@code st_mode} has them. */
    public final int mode() {
        return type | permissions;
    }

    public abstract long size();

    /** An absolute path by which it was reached, for people and for faults that are aimed at some; "?" where there is none. */
    public String lastPath() {
        return "?";
    }

    public int links() {
        return links;
    }

    public final int owner() {
        return Disk.USER;
    }

    public final int group() {
        return Disk.USER;
    }

    final ExtendedAttributes extended() {
        if (extended == null) {
            extended = new ExtendedAttributes();
        }
        return extended;
    }

    public final long created() {
        return created;
    }

    public final long modified() {
        return modified;
    }

    public final long accessed() {
        return accessed;
    }

    public final long changed() {
        return changed;
    }

    final void addLinks(int delta) {
        links += delta;
    }

    final void setPermissions(int permissions, long now) {
        this.permissions = permissions & 07777;
        changed = now;
    }

    final void setTimes(long accessed, long modified, long now) {
        this.accessed = accessed;
        this.modified = modified;
        changed = now;
    }

    final void touch(long now) {
        modified = now;
        changed = now;
    }

    /** The owner's permission bits decide; a simulated program always is the owner. */
    final boolean allows(int wanted) {
        return ((permissions >>> 6) & wanted) == wanted;
    }
}
