package apps.storage;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/** H2's MVStore by itself: durable is what {@code sync} has returned for. The mistake: {@code commit} only. */
final class H2Maps extends StoreProgram {
    public static void main(String[] args) throws Exception {
        main(new H2Maps(), args);
    }

    @Override
    Store open(Path directory, boolean careless) throws Exception {
        MVStore store = new MVStore.Builder().fileName(directory.resolve("maps.mv").toString()).autoCommitDisabled().open();
        syncDirectory(directory); // the file itself: H2 leaves that to the file system
        return new MapStore(store.openMap("records"), store.openMap("numbers"), number -> {
            store.commit();
            if (!careless) {
                store.sync();
            }
        }, store::close);
    }
}
