package dev.moonsim.entry;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK on this machine, and the search for one that can run the simulation. Compiled for Java 8.
 *
 * <p>The search takes {@code MOONSIM_JAVA_HOME} if set, else the JDK that is running, else {@code JAVA_HOME}, else the
 * lowest suitable version among the places where JDKs are usually installed.
 */
public final class Jdk {
    /** The oldest feature release the simulation runs on: JEP 491, monitors that do not pin, came just before it. */
    public static final int OLDEST = 25;

    /** Directories whose children are JDKs; ~ is the user's home. */
    private static final String[] SHELVES = {
        "/usr/lib/jvm", "/usr/java", "/opt", "/opt/java", "/opt/jdk", "~/.sdkman/candidates/java", "~/.jdks",
        "~/.gradle/jdks", "~/.asdf/installs/java", "~/.local/share/mise/installs/java", "~/.jabba/jdk", "~/.jenv/versions",
        "/Library/Java/JavaVirtualMachines", "~/Library/Java/JavaVirtualMachines", "C:/Program Files/Java",
        "C:/Program Files/Eclipse Adoptium",
    };

    /** No suitable JDK; the message is one line for the user. */
    public static final class NotFound extends Exception {
        private static final long serialVersionUID = 1;

        NotFound(String message) {
            super(message);
        }
    }

    private final File home;
    private final int feature;

    private Jdk(File home, int feature) {
        this.home = home;
        this.feature = feature;
    }

    /** The path of its {@code java}. */
    public String java() {
        return executable(home).getPath();
    }

    /** The feature release: 25. */
    public int feature() {
        return feature;
    }

    /** The feature release of the JVM that runs this. */
    public static int runningFeature() {
        return feature(System.getProperty("java.specification.version"));
    }

    public static Jdk find() throws NotFound {
        String wanted = System.getenv("MOONSIM_JAVA_HOME");
        if (wanted != null && !wanted.isEmpty()) {
            Jdk jdk = at(new File(wanted));
            if (jdk == null) {
                throw new NotFound("MOONSIM_JAVA_HOME=" + wanted + ": no JDK is there, want one of version " + OLDEST
                        + " or newer");
            }
            if (jdk.feature < OLDEST) {
                throw new NotFound("MOONSIM_JAVA_HOME=" + wanted + ": JDK " + jdk.feature + " is too old, want " + OLDEST
                        + " or newer");
            }
            return jdk;
        }
        if (runningFeature() >= OLDEST) {
            return new Jdk(new File(System.getProperty("java.home")), runningFeature());
        }
        String javaHome = System.getenv("JAVA_HOME");
        if (javaHome != null && !javaHome.isEmpty()) {
            Jdk jdk = at(new File(javaHome));
            if (jdk != null && jdk.feature >= OLDEST) {
                return jdk;
            }
        }
        Jdk best = null;
        for (File place : places()) {
            Jdk jdk = at(place);
            if (jdk != null && jdk.feature >= OLDEST && (best == null || jdk.feature < best.feature)) {
                best = jdk;
            }
        }
        if (best == null) {
            throw new NotFound("no JDK " + OLDEST + " or newer found (this is Java " + System.getProperty("java.version")
                    + " at " + System.getProperty("java.home") + "): install one, or set MOONSIM_JAVA_HOME to its directory");
        }
        return best;
    }

    /** A suitable JDK, or null. */
    static Jdk findQuietly() {
        try {
            return find();
        } catch (NotFound e) {
            return null;
        }
    }

    private static List<File> places() {
        List<File> places = new ArrayList<File>();
        String path = System.getenv("PATH");
        if (path != null) {
            for (String directory : path.split(File.pathSeparator)) {
                File java = new File(directory, executableName());
                if (java.isFile()) {
                    try {
                        places.add(java.getCanonicalFile().getParentFile().getParentFile());
                    } catch (IOException e) {
                        // then it is no use either
                    }
                }
            }
        }
        String userHome = System.getProperty("user.home");
        for (String shelf : SHELVES) {
            File directory = new File(shelf.startsWith("~") ? userHome + shelf.substring(1) : shelf);
            File[] children = directory.listFiles();
            if (children != null) {
                Arrays.sort(children);
                places.addAll(Arrays.asList(children));
            }
        }
        places.addAll(mavenToolchains(new File(userHome, ".m2/toolchains.xml")));
        return places;
    }

    private static List<File> mavenToolchains(File file) {
        List<File> homes = new ArrayList<File>();
        if (file.isFile()) {
            try {
                String text = new String(Files.readAllBytes(file.toPath()), Charset.forName("UTF-8"));
                Matcher matcher = Pattern.compile("<jdkHome>\\s*([^<]+?)\\s*</jdkHome>").matcher(text);
                while (matcher.find()) {
                    homes.add(new File(matcher.group(1)));
                }
            } catch (IOException e) {
                // an unreadable file offers no JDK
            }
        }
        return homes;
    }

    private static Jdk at(File home) {
        File bundle = new File(home, "Contents/Home");
        File root = bundle.isDirectory() ? bundle : home;
        File release = new File(root, "release");
        if (!release.isFile() || !executable(root).isFile()) {
            return null;
        }
        Properties properties = new Properties();
        try {
            InputStream in = new FileInputStream(release);
            try {
                properties.load(in);
            } finally {
                in.close();
            }
        } catch (IOException e) {
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
        int feature = feature(properties.getProperty("JAVA_VERSION", "").replace("\"", ""));
        return feature == 0 ? null : new Jdk(root, feature);
    }

    private static File executable(File home) {
        return new File(home, "bin" + File.separator + executableName());
    }

    private static String executableName() {
        return File.separatorChar == '\\' ? "java.exe" : "java";
    }

    /** 8 of "1.8", 25 of "25.0.3" and "25-ea", 0 of what is no version. */
    static int feature(String version) {
        if (version == null) {
            return 0;
        }
        String rest = version.startsWith("1.") ? version.substring(2) : version;
        int feature = 0;
        for (int i = 0; i < rest.length() && rest.charAt(i) >= '0' && rest.charAt(i) <= '9' && i < 4; i++) {
            feature = feature * 10 + rest.charAt(i) - '0';
        }
        return feature;
    }
}
