package apps.storage;

import org.mapdb.DBMaker;

/** A mistake: MapDB as it is by default, without transactions; {@code commit} syncs, and a store that was not closed is not opened again. */
final class MapDbDirect extends MapDbMaps {
    public static void main(String[] args) throws Exception {
        main(new MapDbDirect(), args);
    }

    @Override
    DBMaker.Maker settings(DBMaker.Maker maker) {
        return maker;
    }
}
