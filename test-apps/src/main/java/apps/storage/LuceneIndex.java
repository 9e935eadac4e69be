package apps.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;

/**
 * Lucene: durable is what is committed. A commit that failed is not tried again, as {@code close} would by default. The mistake:
 * every fifth write is committed only.
 */
class LuceneIndex extends StoreProgram {
    public static void main(String[] args) throws Exception {
        main(new LuceneIndex(), args);
    }

    @Override
    Store open(Path path, boolean careless) throws IOException {
        Directory directory = directory(path);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(null).setCommitOnClose(commitsOnClose()));
        writer.commit(); // a new one is empty, but there
        return new Store() {
            private int last = read("last");

            @Override
            public void write(int number, String content, int old) throws IOException {
                Document document = new Document();
                document.add(new StringField("number", Integer.toString(number), Field.Store.YES));
                document.add(new StoredField("content", content));
                writer.addDocument(document);
                writer.deleteDocuments(new Term("number", Integer.toString(old)));
                writer.setLiveCommitData(Map.of("last", Integer.toString(number)).entrySet());
                if (!careless || number % 5 == 0) {
                    writer.commit();
                }
                last = number;
            }

            private int read(String name) throws IOException {
                try (DirectoryReader reader = DirectoryReader.open(directory)) {
                    return Integer.parseInt(reader.getIndexCommit().getUserData().getOrDefault(name, "0"));
                }
            }

            @Override
            public int last() {
                return last;
            }

            @Override
            public SortedMap<Integer, String> records() throws IOException {
                SortedMap<Integer, String> records = new TreeMap<>();
                try (DirectoryReader reader = DirectoryReader.open(writer)) {
                    Bits live = MultiBits.getLiveDocs(reader);
                    for (int i = 0; i < reader.maxDoc(); i++) {
                        if (live == null || live.get(i)) {
                            Document document = reader.storedFields().document(i);
                            records.put(Integer.parseInt(document.get("number")), document.get("content"));
                        }
                    }
                }
                return records;
            }

            @Override
            public void close() throws IOException {
                writer.close();
                directory.close();
            }
        };
    }

    Directory directory(Path path) throws IOException {
        return FSDirectory.open(path);
    }

    boolean commitsOnClose() {
        return false;
    }
}
