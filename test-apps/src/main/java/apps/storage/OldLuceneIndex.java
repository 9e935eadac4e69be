package apps.storage;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * As {@link LuceneIndex}, on Lucene 4: compiled against another release, it looks its methods up by name. Until 4.7 a commit did not sync
 * the directory (LUCENE-5588), so a power cut could take the names of the files that it had made.
 */
final class OldLuceneIndex extends StoreProgram {
    private static final String LUCENE = "org.apache.lucene.";

    public static void main(String[] args) throws Exception {
        main(new OldLuceneIndex(), args);
    }

    @Override
    Store open(Path path, boolean careless) throws Exception {
        Class<?> versions = Class.forName(LUCENE + "util.Version");
        Class<?> analyzers = Class.forName(LUCENE + "analysis.Analyzer");
        Object directory = Class.forName(LUCENE + "store.NIOFSDirectory").getConstructor(File.class).newInstance(path.toFile());
        Object config = Class.forName(LUCENE + "index.IndexWriterConfig").getConstructor(versions, analyzers)
                .newInstance(versions.getField("LUCENE_47").get(null), null);
        Object writer = Class.forName(LUCENE + "index.IndexWriter").getConstructor(Class.forName(LUCENE + "store.Directory"),
                config.getClass()).newInstance(directory, config);
        call(writer, "commit");
        return new Store() {
            private int last = Integer.parseInt(((Map<?, ?>) call(writer, "getCommitData")).isEmpty() ? "0"
                    : (String) ((Map<?, ?>) call(writer, "getCommitData")).get("last"));

            @Override
            public void write(int number, String content, int old) throws Exception {
                Object document = Class.forName(LUCENE + "document.Document").getConstructor().newInstance();
                Class<?> stores = Class.forName(LUCENE + "document.Field$Store");
                call(document, "add", Class.forName(LUCENE + "document.StringField").getConstructor(String.class, String.class, stores)
                        .newInstance("number", Integer.toString(number), stores.getField("YES").get(null)));
                call(document, "add", Class.forName(LUCENE + "document.StoredField").getConstructor(String.class, String.class)
                        .newInstance("content", content));
                call(writer, "addDocument", document);
                call(writer, "deleteDocuments", Class.forName(LUCENE + "index.Term").getConstructor(String.class, String.class)
                        .newInstance("number", Integer.toString(old)));
                call(writer, "setCommitData", Map.of("last", Integer.toString(number)));
                if (!careless || number % 5 == 0) {
                    call(writer, "commit");
                }
                last = number;
            }

            @Override
            public int last() {
                return last;
            }

            @Override
            public SortedMap<Integer, String> records() throws Exception {
                SortedMap<Integer, String> records = new TreeMap<>();
                Class<?> readers = Class.forName(LUCENE + "index.IndexReader");
                Object reader = Class.forName(LUCENE + "index.DirectoryReader")
                        .getMethod("open", Class.forName(LUCENE + "index.IndexWriter"), boolean.class).invoke(null, writer, true);
                Object live = Class.forName(LUCENE + "index.MultiFields").getMethod("getLiveDocs", readers).invoke(null, reader);
                for (int i = 0; i < (int) call(reader, "maxDoc"); i++) {
                    if (live == null || (boolean) call(live, "get", i)) {
                        Object document = call(reader, "document", i);
                        records.put(Integer.parseInt((String) call(document, "get", "number")), (String) call(document, "get", "content"));
                    }
                }
                call(reader, "close");
                return records;
            }

            @Override
            public void close() throws Exception {
                call(writer, "close");
                call(directory, "close");
            }
        };
    }

    /** The public method of that name that takes these arguments. */
    private static Object call(Object target, String name, Object... arguments) throws Exception {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
                try {
                    method.setAccessible(true); // of a class that is not public
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    private static boolean fits(Class<?>[] parameters, Object[] arguments) {
        boolean fits = parameters.length == arguments.length;
        for (int i = 0; fits && i < parameters.length; i++) {
            fits = parameters[i] == int.class ? arguments[i] instanceof Integer : parameters[i].isInstance(arguments[i]);
        }
        return fits;
    }
}
