package dev.moonsim.launch;

import java.util.List;
import java.util.Set;

/** The command line of {@code java}, as far as it must be understood to put an option in. */
public final class JavaCommandLine {
    /** Options whose value is the next word. */
    private static final Set<String> TAKE_A_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path",
            "--upgrade-module-path", "--add-modules", "--enable-native-access", "--limit-modules", "--add-exports",
            "--add-opens", "--add-reads", "--patch-module", "--source", "--describe-module", "-d");

    private JavaCommandLine() {}

    /**
     * Where the options end: the index of {@code -jar}, {@code -m} or the main class, or the number of words where there is
     * none of them.
     *
     * @param from where the options begin
     */
    public static int application(List<String> words, int from) {
        int i = from;
        while (i < words.size()) {
            String word = words.get(i);
            boolean option = word.startsWith("-") || word.startsWith("@");
            if (!option || word.equals("-jar") || word.equals("-m") || word.equals("--module")
                    || word.startsWith("--module=")) {
                break;
            }
            i += TAKE_A_VALUE.contains(word) ? 2 : 1;
        }
        return Math.min(i, words.size());
    }

    /** The value of the last class path option before the application, or null. */
    public static String classPath(List<String> words, int from) {
        String classPath = null;
        int application = application(words, from);
        for (int i = from; i < application; i++) {
            String word = words.get(i);
            if (word.equals("-cp") || word.equals("-classpath") || word.equals("--class-path")) {
                classPath = i + 1 < words.size() ? words.get(i + 1) : null;
            } else if (word.startsWith("--class-path=")) {
                classPath = word.substring("--class-path=".length());
            }
            if (TAKE_A_VALUE.contains(word)) {
                i++;
            }
        }
        return classPath;
    }
}
