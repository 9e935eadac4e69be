package apps.storage;

import java.nio.file.Path;
import java.sql.DriverManager;

/**
 * HSQLDB with tables on the disk, a log and checkpoints. Without a write delay a commit is durable. The mistake: the default, a
 * delay of half a second.
 */
final class HsqldbTables extends StoreProgram {
    public static void main(String[] args) throws Exception {
        main(new HsqldbTables(), args);
    }

    @Override
    Store open(Path directory, boolean careless) throws Exception {
        String url = "jdbc:hsqldb:file:" + directory.resolve("tables") + ";hsqldb.lock_file=false" + (careless ? "" : ";hsqldb.write_delay=false");
        return new SqlStore(DriverManager.getConnection(url, "SA", ""), "CREATE CACHED TABLE", (statement, number) -> {
            if (number % 20 == 0) {
                statement.execute("CHECKPOINT");
            } else if (number % 20 == 1) {
                syncDirectory(directory); // the first commit behind a checkpoint renames a file, and HSQLDB syncs no names
            }
        });
    }
}
