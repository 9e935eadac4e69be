package dev.moonsim.cli;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The JVMs this one has started; they end with it. */
final class Children {
    private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "moonsim end of children"));
    }

    private Children() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        LIVING.add(process);
        process.onExit().thenRun(() -> LIVING.remove(process));
        if (ending) {
            process.destroyForcibly();
        }
        return process;
    }

    private static void endAll() {
        ending = true;
        LIVING.forEach(Process::destroyForcibly);
    }
}
