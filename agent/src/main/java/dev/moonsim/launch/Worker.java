package dev.moonsim.launch;

import dev.moonsim.config.Seeds;
import dev.moonsim.report.ResultLine;
import dev.moonsim.report.TraceFile;
import dev.moonsim.report.Tracing;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import dev.moonsim.trace.Coverage;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A JVM that runs many seeds of one scenario: reads a seed a line from standard input, with what to trace
 * ({@link Tracing#words}) behind it where anything is, answers with a line on standard output, a mark and the result as JSON. What the service prints is dropped, so nothing else is in between.
 */
public final class Worker {
    /** Begins every line of the protocol: the JVM itself may print warnings on standard output. */
    public static final String MARK = "\u0001moonsim ";
    /** Said once when the worker takes seeds. */
    public static final String READY = MARK + "ready";

    /** Follows the mark before the last result of a worker that is short of memory and ends. */
    public static final String LAST = "last ";

    /** Follows the mark in a line before that of the result: what {@link Coverage#drain} says. */
    public static final String COVERED = "covered ";

    /** Memory beside the heap, above all that of classes, at which a worker ends: in bytes. */
    private static final long MOST_BESIDE_THE_HEAP = 768L << 20;

    /** Follows the mark where runs with used classes have come to something else than with fresh ones. */
    public static final String DISPROVED = "disproved ";

    /** How often the memory is looked at, and results are sent though more seeds wait. */
    private static final long MEMORY_NANOS = 50_000_000;

    private Worker() {}

    /** @param reuse whether classes may be used again where that is proved */
    static int serve(Scenario scenario, boolean reuse) {
        PrintStream parent = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false, StandardCharsets.UTF_8);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        InputStream in = System.in; // taken now: a simulation puts another in its place
        System.setOut(nowhere);
        System.setErr(nowhere);
        BlockingQueue<String> seeds = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(in, seeds), "moonsim worker input");
        reader.setDaemon(true);
        reader.start();
        answer(parent, READY);
        parent.flush();
        ClassReuse classes = new ClassReuse(reuse);
        long memorySeen = System.nanoTime();
        while (true) {
            String seed;
            try {
                seed = seeds.poll();
                if (seed == null) {
                    parent.flush(); // the parent has nothing more to wait for
                    seed = seeds.take();
                }
            } catch (InterruptedException e) {
                return Verdicts.PASSED;
            }
            int space = seed.indexOf(' ');
            RunResult result = space < 0 ? classes.run(scenario, Seeds.parse(seed, "seed"), null)
                    : traced(classes, scenario, Seeds.parse(seed.substring(0, space), "seed"),
                            Tracing.ofWords(seed.substring(space + 1)));
            boolean last = false;
            if (System.nanoTime() - memorySeen > MEMORY_NANOS) {
                last = isShortOfMemory();
                memorySeen = System.nanoTime();
                parent.flush();
            }
            String covered = Coverage.isOn() ? Coverage.drain() : "";
            if (!covered.isEmpty()) {
                answer(parent, MARK + COVERED + covered);
            }
            answer(parent, MARK + (last ? LAST : classes.isDisproved() ? DISPROVED : "") + ResultLine.of(result));
            if (last) {
                parent.flush();
                return Verdicts.PASSED;
            }
        }
    }

    private static RunResult traced(ClassReuse classes, Scenario scenario, long seed, Tracing tracing) {
        try (TraceFile trace = TraceFile.create(tracing, scenario, seed)) {
            RunResult result = classes.run(scenario, seed, trace);
            trace.ended(result);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs leave behind, in the service's classes or in the JVM, must not become a failure of a later run. */
    static boolean isShortOfMemory() {
        Runtime jvm = Runtime.getRuntime();
        if (jvm.totalMemory() - jvm.freeMemory() > jvm.maxMemory() / 4 * 3) {
            System.gc();
            if (jvm.totalMemory() - jvm.freeMemory() > jvm.maxMemory() / 2) {
                return true;
            }
        }
        return residentBytes() - jvm.totalMemory() > MOST_BESIDE_THE_HEAP;
    }

    /** The memory that the operating system counts for this process; 0 where it does not say. */
    private static long residentBytes() {
        try (FileInputStream in = new FileInputStream("/proc/self/statm")) {
            String[] pages = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split(" ");
            return Long.parseLong(pages[1]) * 4096;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static void answer(PrintStream parent, String line) {
        parent.print(line + "\n");
    }

    /** Reads ahead, so that the end of the parent is noticed in the middle of a run. */
    private static void read(InputStream parent, BlockingQueue<String> seeds) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(parent, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                seeds.add(line);
            }
        } catch (IOException e) {
            // the parent is gone
        }
        Runtime.getRuntime().halt(Verdicts.PASSED);
    }
}
