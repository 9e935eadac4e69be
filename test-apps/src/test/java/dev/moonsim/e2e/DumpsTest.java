package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.WarmJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do to a JVM that they want to look into, while it runs one seed after another: dumps of its heap and of its threads, with
 * {@code jcmd}. They come out, and the runs are those that nobody looked at.
 */
class DumpsTest {
    private static final List<Long> SEEDS = LongStream.rangeClosed(1, 20).boxed().toList();
    private static final int DUMPS = 3;

    @TempDir
    private Path directory;

    /** With {@code -all} the heap has the threads of all runs before, which never end: their nodes have crashed, or the run was over. */
    @Test
    void heapAndThreadsCanBeDumpedAndNoRunSeesIt() throws Exception {
        Path scenario = directory.resolve("scenario.json");
        Files.writeString(scenario, """
                {"nodes": [{"name": "crowd", "count": 2, "main": "apps.threads.Crowd", "classPath": ["CLASSES"], "args": ["600"],
                            "onExit": "restart"}],
                 "workloads": [{"name": "time", "main": "apps.disk.Waiter", "classPath": ["CLASSES"], "args": ["5000"]}],
                 "chaos": {"duration": "4s", "faults": {"attrition": {"interval": "200ms..1s", "recovery": "100ms..500ms"}}}}
                """.replace("CLASSES", Moonsim.CLASSES.toString()));
        try (WarmJvm alone = WarmJvm.scenario(scenario); WarmJvm dumped = WarmJvm.scenario(scenario)) {
            List<Outcome> expected = alone.run(SEEDS);
            assertEquals(expected, dumped.run(SEEDS));
            FutureTask<Void> dumps = new FutureTask<>(() -> dump(dumped.pid()));
            Thread.ofPlatform().daemon().start(dumps);
            do {
                assertEquals(expected, dumped.run(SEEDS));
            } while (!dumps.isDone());
            dumps.get();
        }
    }

    private Void dump(long pid) throws IOException, InterruptedException {
        Path heap = directory.resolve("heap.hprof");
        Path threads = directory.resolve("threads");
        Path commands = Files.writeString(directory.resolve("commands"), """
                GC.heap_dump -all -overwrite %1$s
                Thread.dump_to_file -overwrite %2$s
                Thread.dump_to_file -overwrite -format=json %2$s
                Thread.print -l
                Thread.dump_to_file -overwrite %2$s
                GC.heap_dump -overwrite %1$s
                """.formatted(heap, threads));
        for (int i = 0; i < DUMPS; i++) {
            Process jcmd = new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid), "-f",
                    commands.toString()).redirectErrorStream(true).start();
            String said = new String(jcmd.getInputStream().readAllBytes());
            assertEquals(0, jcmd.waitFor(), said);
            assertEquals(2, Pattern.compile("Heap dump file created").matcher(said).results().count(), said);
            assertEquals(3, Pattern.compile("Created " + threads).matcher(said).results().count(), said);
            assertTrue(said.contains("\"moonsim-run-0\""), said);
        }
        return null;
    }
}
