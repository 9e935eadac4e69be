package dev.moonsim.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonsim.intercept.Catalog;
import dev.moonsim.intercept.Hook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What becomes of every native method that the running JDK has when a task calls it, as the tables in {@code natives} say: none is
 * forgotten, none is there no more, and what takes their place is in the catalogue.
 */
class NativesTest {
    private static final NativesTable TABLE = NativesTable.read();
    private static final List<JdkNatives.Native> RUNNING = JdkNatives.read();

    @Test
    void theTableKnowsEveryNativeOfTheJdk() {
        Set<String> unknown = new TreeSet<>();
        for (JdkNatives.Native method : RUNNING) {
            if (TABLE.find(method) == null) {
                unknown.add(method.toString());
            }
        }
        assertEquals(Set.of(), unknown, "natives of the JDK that the tables do not know");
    }

    @Test
    void theJdkHasEveryNativeOfTheTable() {
        Set<NativesTable.Entry> seen = new HashSet<>();
        for (JdkNatives.Native method : RUNNING) {
            seen.add(TABLE.find(method));
        }
        List<String> gone = new ArrayList<>();
        for (NativesTable.Entry entry : TABLE.entries()) {
            if (!seen.contains(entry)) {
                gone.add(entry.toString());
            }
        }
        assertEquals(List.of(), gone, "natives of the tables that the JDK does not have");
    }

    @Test
    void whatIsTakenOverIsInTheCatalogue() {
        Set<String> hooks = new HashSet<>();
        Set<String> refusals = new HashSet<>();
        for (Hook hook : Catalog.load().hooks()) {
            (hook.kind() == Hook.Kind.REFUSE ? refusals : hooks).add(hook.owner().replace('/', '.') + "." + hook.name());
        }
        Set<String> missing = new TreeSet<>();
        for (JdkNatives.Native method : RUNNING) {
            NativesTable.Entry entry = TABLE.find(method);
            if (entry == null) {
                continue;
            }
            for (String hook : entry.hooks()) {
                if (!hooks.contains(hook) && !refusals.contains(hook)) {
                    missing.add(hook + " for " + method);
                }
            }
            boolean itself = entry.hooks().isEmpty() && switch (entry.kind()) {
                case MEMORY, HOST -> false;
                case SIMULATED -> !hooks.contains(method.type() + "." + method.name());
                case REFUSED -> method.types().stream().noneMatch(type -> refusals.contains(type + "." + method.name()));
            };
            if (itself) {
                missing.add(method + ", " + entry.kind());
            }
        }
        assertEquals(Set.of(), missing, "hooks that the tables name and the catalogue does not have");
    }

    @Test
    void whatIsRefusedStandsInTheTable() {
        Set<String> unsaid = new TreeSet<>();
        for (Hook hook : Catalog.load().hooks()) {
            if (hook.kind() == Hook.Kind.REFUSE) {
                String type = hook.owner().replace('/', '.');
                boolean said = RUNNING.stream().filter(m -> m.name().equals(hook.name()) && m.types().contains(type)).map(TABLE::find)
                        .anyMatch(e -> e != null && (e.kind() == NativesTable.Kind.REFUSED || e.kind() == NativesTable.Kind.SIMULATED));
                if (!said) {
                    unsaid.add(hook.toString());
                }
            }
        }
        assertEquals(Set.of(), unsaid, "natives that are refused and of which the tables say otherwise");
    }

    /** The class would be broken for all later runs of the JVM, and a method handle would lead past the refusal. */
    @Test
    void whatIsRefusedIsCalledByNoStaticInitialiserAndNoHandle() {
        Set<String> refusals = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Hook hook : Catalog.load().hooks()) {
            if (hook.kind() == Hook.Kind.REFUSE) {
                refusals.add(HookIndex.key(hook.owner(), hook.name(), hook.descriptor()));
            }
        }
        for (Hook hook : Catalog.load().hooks()) {
            for (String type : hook.kind() == Hook.Kind.CALL ? hook.classes() : List.<String>of()) {
                taken.add(type + ".<clinit> calls " + hook.owner() + "." + hook.name());
            }
        }
        List<String> calls = JdkNatives.early(refusals);
        calls.removeIf(taken::contains);
        assertEquals(List.of(), calls);
    }

    @Test
    void whatIsLeftAloneHasAReason() {
        List<String> without = new ArrayList<>();
        for (NativesTable.Entry entry : TABLE.entries()) {
            if ((entry.kind() == NativesTable.Kind.MEMORY || entry.kind() == NativesTable.Kind.HOST) && entry.why().isEmpty()) {
                without.add(entry.toString());
            }
        }
        assertEquals(List.of(), without);
    }
}
