package dev.moonsim.disk;

/** A symbolic link. */
public final class SymbolicLink extends Inode {
    private final String target;

    SymbolicLink(long number, String target, long time) {
        super(number, SYMLINK, 0777, time);
        this.target = target;
    }

    SymbolicLink(SymbolicLink other) {
        super(other);
        target = other.target;
    }

    public String target() {
        return target;
    }

    @Override
    public long size() {
        return target.length();
    }
}
