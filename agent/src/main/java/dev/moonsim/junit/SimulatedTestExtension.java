package dev.moonsim.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Puts a campaign of simulations in the place of a test method's body. Compiled for Java 8, so that an old JVM gets a
 * sentence and not an {@code UnsupportedClassVersionError}.
 */
public final class SimulatedTestExtension implements InvocationInterceptor {
    private static final int OLDEST = 25;

    @Override
    public void interceptBeforeEachMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        outside(invocation);
    }

    @Override
    public void interceptAfterEachMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        outside(invocation);
    }

    /** What belongs to each run is not for the JVM that only watches. */
    private static void outside(Invocation<Void> invocation) throws Throwable {
        if (isInSimulation()) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        if (isInSimulation()) { // the whole of JUnit is: this is one of its tests like any other
            invocation.proceed();
            return;
        }
        invocation.skip();
        if (runningFeature() < OLDEST) {
            throw new IllegalStateException("moonsim: @SimulatedTest needs JDK " + OLDEST + " or newer, this JVM is "
                    + System.getProperty("java.version") + " at " + System.getProperty("java.home"));
        }
        Class<?> type = context.getRequiredTestClass();
        Method test = context.getRequiredTestMethod();
        String refused = refused(type, test);
        if (refused != null) {
            throw new IllegalStateException("moonsim: @SimulatedTest " + type.getName() + "." + test.getName() + ": "
                    + refused + ", and JUnit does not run inside the simulation");
        }
        SimulatedTest settings = AnnotationSupport.findAnnotation(test, SimulatedTest.class).get();
        try {
            String words = (String) Class.forName("dev.moonsim.junit.TestCampaign")
                    .getMethod("run", SimulatedTest.class, List.class).invoke(null, settings, plan(type, test));
            context.publishReportEntry("moonsim", words);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isInSimulation() {
        try {
            return (Boolean) Class.forName("dev.moonsim.run.Simulation", true, null).getMethod("isActive").invoke(null);
        } catch (ReflectiveOperationException e) {
            return false; // no agent in this JVM
        }
    }

    private static int runningFeature() {
        String version = System.getProperty("java.specification.version");
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }

    private static String refused(Class<?> type, Method test) {
        if (test.getParameterCount() > 0) {
            return "has parameters";
        }
        if (AnnotationSupport.isAnnotated(type, Nested.class) || type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return "is in an inner class";
        }
        if (type.getDeclaredConstructors().length != 1 || type.getDeclaredConstructors()[0].getParameterCount() > 0) {
            return "its class has no constructor without parameters, or several constructors";
        }
        if (!AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).isEmpty()
                || !AnnotationSupport.findAnnotatedFields(type, RegisterExtension.class).isEmpty()
                || AnnotationSupport.findRepeatableAnnotations(test, ExtendWith.class).size() > 1) {
            return "has extensions";
        }
        if (!AnnotationSupport.findAnnotatedFields(type, TempDir.class).isEmpty()) {
            return "has a @TempDir field";
        }
        for (Method method : lifecycle(type)) {
            if (method.getParameterCount() > 0) {
                return "its method " + method.getName() + " has parameters";
            }
        }
        return null;
    }

    private static List<Method> lifecycle(Class<?> type) {
        List<Method> methods = new ArrayList<Method>();
        methods.addAll(AnnotationSupport.findAnnotatedMethods(type, BeforeAll.class, HierarchyTraversalMode.TOP_DOWN));
        methods.addAll(AnnotationSupport.findAnnotatedMethods(type, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN));
        methods.addAll(AnnotationSupport.findAnnotatedMethods(type, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP));
        methods.addAll(AnnotationSupport.findAnnotatedMethods(type, AfterAll.class, HierarchyTraversalMode.BOTTOM_UP));
        return methods;
    }

    /** The arguments of {@link InSimulation}: JUnit's own rules decide which methods belong to the test, and in which order. */
    private static List<String> plan(Class<?> type, Method test) {
        List<String> plan = new ArrayList<String>(Arrays.asList(type.getName()));
        boolean before = true;
        for (Method method : lifecycle(type)) {
            boolean after = AnnotationSupport.isAnnotated(method, AfterEach.class)
                    || AnnotationSupport.isAnnotated(method, AfterAll.class);
            if (before && after) {
                plan.add(word("test", test));
                before = false;
            }
            plan.add(word(after ? "after" : "before", method));
        }
        if (before) {
            plan.add(word("test", test));
        }
        return plan;
    }

    private static String word(String when, Method method) {
        return when + "=" + method.getDeclaringClass().getName() + "#" + method.getName();
    }
}
