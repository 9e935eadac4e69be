package apps.storage;

import java.nio.file.Path;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/**
 * MapDB with transactions, memory-mapped: durable is what is committed, unless the process dies within a commit. The mistake: every
 * fifth write is committed only.
 */
class MapDbMaps extends StoreProgram {
    public static void main(String[] args) throws Exception {
        main(new MapDbMaps(), args);
    }

    @Override
    Store open(Path directory, boolean careless) {
        DB db = settings(DBMaker.fileDB(directory.resolve("maps").toFile()).fileMmapEnable().closeOnJvmShutdown()).make();
        return new MapStore(db.treeMap("records", Serializer.INTEGER, Serializer.STRING).createOrOpen(),
                db.hashMap("numbers", Serializer.STRING, Serializer.INTEGER).createOrOpen(), number -> {
                    System.err.println("to commit " + number); // a scenario can cut the power here: all of it is changed, nothing committed
                    if (!careless || number % 5 == 0) {
                        db.commit();
                    }
                }, db::close);
    }

    DBMaker.Maker settings(DBMaker.Maker maker) {
        return maker.transactionEnable();
    }
}
