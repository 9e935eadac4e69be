package dev.moonsim.disk;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A directory in its two images. What neither image mentions falls through to the host's directory, where there is one;
 * a whiteout hides a name that the host has.
 */
public final class Directory extends Inode {
    /** Stands for "no such name, whatever the host has". */
    static final Inode WHITEOUT = new SymbolicLink(0, "", 0);

    private final TreeMap<String, Inode> visible = new TreeMap<>();
    private final TreeMap<String, Inode> durable = new TreeMap<>();
    /** The host's entries looked at so far. An entry keeps its identity, so changes to it are changes of both images. */
    private final Map<String, Inode> fromHost = new HashMap<>();
    private final String hostPath;
    private Directory parent;
    private String name;

    /** @param hostPath the directory of the host that shows through, or null */
    Directory(long number, int permissions, long time, String hostPath) {
        super(number, DIRECTORY, permissions, time);
        this.hostPath = hostPath;
        this.parent = this;
        this.name = "";
    }

    /** Without its entries. */
    Directory(Directory other) {
        super(other);
        hostPath = other.hostPath;
        parent = this;
        name = other.name;
    }

    void copyEntries(Directory other, UnaryOperator<Inode> copies) {
        other.visible.forEach((entry, inode) -> visible.put(entry, copies.apply(inode)));
        other.durable.forEach((entry, inode) -> durable.put(entry, copies.apply(inode)));
        other.fromHost.forEach((entry, inode) -> fromHost.put(entry, copies.apply(inode)));
        parent = other.parent == other ? this : (Directory) copies.apply(other.parent);
    }

    String hostPath() {
        return hostPath;
    }

    Directory parent() {
        return parent;
    }

    void placedAt(Directory parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    /** The absolute path by which the running programs can reach it. */
    String path() {
        if (parent == this) {
            return "/";
        }
        StringBuilder path = new StringBuilder();
        for (Directory d = this; d.parent != d; d = d.parent) {
            path.insert(0, d.name).insert(0, '/');
        }
        return path.toString();
    }

    /** The visible entry, {@link #WHITEOUT}, or null where only the host could know. */
    Inode entry(String name) {
        Inode inode = visible.get(name);
        return inode != null ? inode : fromHost.get(name);
    }

    void cacheFromHost(String name, Inode inode) {
        fromHost.put(name, inode);
        inode.addLinks(1);
        if (inode instanceof Directory directory) {
            directory.placedAt(this, name);
        }
    }

    /** Sets an entry of both images: part of the disk as it was made, not a change to it. */
    void install(String name, Inode inode) {
        visible.put(name, inode);
        durable.put(name, inode);
        inode.addLinks(1);
        if (inode instanceof Directory directory) {
            directory.placedAt(this, name);
        }
    }

    /** Changes the visible image; null removes. */
    void setVisible(String name, Inode inode) {
        if (inode == null) {
            visible.remove(name);
        } else {
            visible.put(name, inode);
            if (inode instanceof Directory directory) {
                directory.placedAt(this, name);
            }
        }
    }

    void setDurable(String name, Inode inode) {
        if (inode == null) {
            durable.remove(name);
        } else {
            durable.put(name, inode);
        }
    }

    /** After a power cut: the visible image becomes what was durable. */
    void revertToDurable() {
        visible.clear();
        fromHost.forEach((name, inode) -> {
            if (inode instanceof Directory directory && !durable.containsKey(name)) {
                directory.placedAt(this, name);
            }
        });
        durable.forEach(this::setVisible);
    }

    Map<String, Inode> visible() {
        return visible;
    }

    /** What is in it, of this disk and what was looked at of the host's, in order of name. */
    Collection<Inode> known() {
        TreeMap<String, Inode> known = new TreeMap<>(fromHost);
        known.putAll(visible);
        return known.values();
    }

    @Override
    public int links() {
        return 2;
    }

    @Override
    public long size() {
        return 4096;
    }
}
