package dev.moonsim.agent;

import dev.moonsim.node.NodeLoader;
import dev.moonsim.run.Simulation;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * Sees every class that the JVM loads. A failure while rewriting must not be swallowed, as the JVM does with whatever a
 * transformer throws: it stops the run.
 */
final class Transformer implements ClassFileTransformer {
    private final Rewriter rewriter;
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

    Transformer(Rewriter rewriter) {
        this.rewriter = rewriter;
    }

    @Override
    public byte[] transform(Module module, ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain,
            byte[] bytes) {
        if (name == null || name.startsWith("dev/moonsim/") && !name.startsWith("dev/moonsim/api/")) {
            return null;
        }
        try {
            if (loader == null || loader == platform) {
                return rewriter.jdk(name, bytes, redefined == null && Simulation.isActive());
            }
            if (loader instanceof NodeLoader node && node.isDefining()) {
                return null; // its bytes were rewritten before, once for all boots
            }
            return rewriter.application(name, bytes);
        } catch (Throwable t) {
            Agent.fatal("cannot rewrite class " + name.replace('/', '.'), t);
            return null;
        }
    }
}
