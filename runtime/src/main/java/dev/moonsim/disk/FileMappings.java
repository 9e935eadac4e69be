package dev.moonsim.disk;

import java.util.ArrayList;
import java.util.List;

/** The parts of a file that are mapped into memory, shared. */
final class FileMappings {
    private List<Mapping> mappings = List.of();

    boolean isEmpty() {
        return mappings.isEmpty();
    }

    Mapping map(RegularFile file, long position, long size, boolean shared, boolean writable) {
        for (Mapping mapping : mappings) {
            if (shared && mapping.covers(position, size)) {
                return mapping;
            }
        }
        Mapping mapping = new Mapping(file, position, size, writable);
        absorb(position, size);
        mapping.fill();
        if (shared) {
            mappings = new ArrayList<>(mappings);
            mappings.add(mapping);
        }
        return mapping;
    }

    void remove(Mapping mapping) {
        mappings = new ArrayList<>(mappings);
        mappings.remove(mapping);
    }

    /** Brings what programs stored through mapped memory into the visible image. */
    void absorb(long position, long count) {
        for (int i = 0; i < mappings.size(); i++) {
            mappings.get(i).absorb(position, count);
        }
    }

    /** Brings the visible image into mapped memory. */
    void refresh(long position, long count) {
        for (int i = 0; i < mappings.size(); i++) {
            mappings.get(i).refresh(position, count);
        }
    }
}
