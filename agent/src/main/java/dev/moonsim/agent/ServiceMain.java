package dev.moonsim.agent;

import dev.moonsim.intercept.LauncherArea;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.launch.Front;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What the JVM's launcher runs in place of the service's main class: the simulation of that class. */
public final class ServiceMain {
    private static String mainClass;
    private static List<Path> classPath;

    private ServiceMain() {}

    public static void main(String[] arguments) {
        Agent.end(Front.service(mainClass, classPath, List.of(arguments)));
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
                mainClass = mainClassOf(what);
                classPath = List.of(Path.of(what).toAbsolutePath());
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

        private static String mainClassOf(String jar) {
            try (JarFile file = new JarFile(jar)) {
                Manifest manifest = file.getManifest();
                String name = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
                if (name == null) {
                    refuse(jar + ": no Main-Class in its manifest; run it with -cp " + jar + " and the main class");
                }
                return name.trim();
            } catch (IOException e) {
                refuse(jar + ": cannot be read as a jar file (" + e.getMessage() + ")");
                return null;
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
