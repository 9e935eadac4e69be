package dev.moonsim.agent;

import dev.moonsim.config.ExecutableJar;
import dev.moonsim.config.UsageError;
import dev.moonsim.intercept.LauncherArea;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.launch.Front;
import dev.moonsim.node.ModuleAccess;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the JVM's launcher runs in place of the service's main class: the simulation of that class. */
public final class ServiceMain {
    private static String mainClass;
    private static List<Path> classPath;
    private static ModuleAccess access = ModuleAccess.NONE;

    private ServiceMain() {}

    public static void main(String[] arguments) {
        Agent.end(Front.service(mainClass, classPath, access, List.of(arguments)));
    }

    static final class FromLauncher implements LauncherArea.Takeover {
        private static final int CLASS = 1;
        private static final int JAR = 2;

        @Override
        public Class<?> mainClass(int mode, String what) {
            if (mode == CLASS) {
                mainClass = what.replace('/', '.');
                classPath = paths(System.getProperty("java.class.path"));
            } else if (mode == JAR) {
                takeFrom(Path.of(what));
            } else {
                refuse(what + ": a program on the module path or in a source file is not supported; "
                        + "put its classes on the class path and name the main class");
            }
            pointLauncherAt(ServiceMain.class);
            return ServiceMain.class;
        }

        private static List<Path> paths(String property) {
            List<Path> paths = new ArrayList<>();
            for (String entry : property.split(File.pathSeparator)) {
                if (entry.endsWith("*")) {
                    refuse("class path entry " + entry + ": the JVM should have expanded it; name the jars");
                }
                paths.add(Path.of(entry).toAbsolutePath());
            }
            return paths;
        }

        /** The manifest is read here: the launcher, whose work it is, comes to it only after this. */
        private static void takeFrom(Path jar) {
            try {
                ExecutableJar executable = ExecutableJar.read(jar, "-jar");
                mainClass = executable.main();
                access = executable.access();
                classPath = List.of(jar.toAbsolutePath());
            } catch (UsageError e) {
                refuse(e.getMessage());
            }
        }

        private static void refuse(String line) {
            System.err.println("moonsim: " + line);
            Agent.end(2);
        }

        /** The launcher asks these fields how to call {@code main}. */
        private static void pointLauncherAt(Class<?> main) {
            Class<?> launcher = JdkInternals.type("sun.launcher.LauncherHelper");
            MethodHandles.Lookup lookup = JdkInternals.lookup(launcher);
            try {
                lookup.findStaticVarHandle(launcher, "appClass", Class.class).set(main);
                lookup.findStatic(launcher, "validateMainMethod", MethodType.methodType(void.class, Class.class))
                        .invoke(main);
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }
    }
}
