package apps.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;

/** A mistake: Lucene on a directory of somebody's own that syncs files, and not the names that they have. */
final class LuceneUnnamed extends LuceneIndex {
    public static void main(String[] args) throws Exception {
        main(new LuceneUnnamed(), args);
    }

    @Override
    Directory directory(Path path) throws IOException {
        return new FilterDirectory(FSDirectory.open(path)) {
            @Override
            public void syncMetaData() {}
        };
    }
}
