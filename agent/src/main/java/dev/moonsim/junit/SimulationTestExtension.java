package dev.moonsim.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes each seed of a {@link SimulationTest} a test. Compiled for Java 8, so that an old JVM gets a sentence and not an
 * {@code UnsupportedClassVersionError}.
 */
public final class SimulationTestExtension implements TestTemplateInvocationContextProvider {
    private static final int OLDEST = 25;

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), SimulationTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        String version = System.getProperty("java.specification.version");
        if (version.startsWith("1.") || Integer.parseInt(version) < OLDEST) {
            throw new IllegalStateException("moonsim: @SimulationTest needs JDK " + OLDEST + " or newer, this JVM is "
                    + System.getProperty("java.version") + " at " + System.getProperty("java.home"));
        }
        Method test = context.getRequiredTestMethod();
        if (test.getParameterCount() != 1 || test.getParameterTypes()[0] != Cluster.class) {
            throw new IllegalStateException("moonsim: @SimulationTest " + context.getRequiredTestClass().getName() + "."
                    + test.getName() + ": want one parameter, of type Cluster");
        }
        SimulationTest settings = AnnotationSupport.findAnnotation(test, SimulationTest.class).get();
        try {
            Object campaigns = Class.forName("dev.moonsim.junit.ClusterCampaigns").getConstructor(SimulationTest.class, String.class)
                    .newInstance(settings, context.getRequiredTestClass().getName() + "." + test.getName());
            long[] seeds = (long[]) campaigns.getClass().getMethod("seeds").invoke(campaigns);
            Method run = campaigns.getClass().getMethod("run", String.class, long.class);
            List<TestTemplateInvocationContext> contexts = new ArrayList<TestTemplateInvocationContext>();
            for (long seed : seeds) {
                contexts.add(new OfSeed(new Cluster(), seed, campaigns, run));
            }
            return contexts.stream();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException ? (RuntimeException) e.getCause() : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One seed: the method describes the cluster, and when it has returned, the cluster runs. */
    private static final class OfSeed implements TestTemplateInvocationContext, ParameterResolver, AfterTestExecutionCallback {
        private final Cluster cluster;
        private final long seed;
        private final Object campaigns;
        private final Method run;

        OfSeed(Cluster cluster, long seed, Object campaigns, Method run) {
            this.cluster = cluster;
            this.seed = seed;
            this.campaigns = campaigns;
            this.run = run;
        }

        @Override
        public String getDisplayName(int invocationIndex) {
            return "seed 0x" + Long.toHexString(seed);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return Collections.<Extension>singletonList(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return cluster;
        }

        @Override
        public void afterTestExecution(ExtensionContext context) throws Exception {
            if (context.getExecutionException().isPresent()) {
                return;
            }
            try {
                run.invoke(campaigns, cluster.toJson(), seed);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Error) {
                    throw (Error) e.getCause();
                }
                throw (Exception) e.getCause();
            }
        }
    }
}
