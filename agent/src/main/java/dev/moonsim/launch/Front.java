package dev.moonsim.launch;

import dev.moonsim.fault.Chaos;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Temporary. */
public final class Front {
    private Front() {}
    public static boolean runsInPremain() { return false; }
    public static int premain() { return 0; }
    public static int service(String mainClass, List<Path> classPath, List<String> args) {
        long seed = Long.decode(System.getProperty("moonsim.seed", "1"));
        NodeSpec spec = new NodeSpec("node-0", "10.0.1.1", mainClass, classPath, args, Map.of(), Map.of(), Path.of("").toAbsolutePath(), false);
        int n = Integer.getInteger("moonsim.repeat", 1);
        RunResult r = null;
        for (int i = 0; i < n; i++) {
            r = Launch.run(new Scenario(mainClass, List.of(spec), Chaos.OFF, Scenario.SERVICE_BUDGET_NANOS, false), seed, null);
            System.err.println(r.verdict() + " " + r.ended() + " steps " + r.steps() + " virtual " + r.virtualNanos() + " wall " + r.wallMillis() + " digest " + r.digestHex());
            r.failures().forEach(f -> System.err.println(f.what() + ": " + f.message() + "\n" + f.stack()));
        }
        return r.verdict() == RunResult.Verdict.PASSED ? 0 : 1;
    }
}
