package apps.storage;

import java.nio.file.Path;
import java.sql.DriverManager;

/** H2's SQL: durable is what {@code CHECKPOINT SYNC} has returned for. The mistake: to take a commit for durable. */
final class H2Tables extends StoreProgram {
    public static void main(String[] args) throws Exception {
        main(new H2Tables(), args);
    }

    @Override
    Store open(Path directory, boolean careless) throws Exception {
        Store store = new SqlStore(DriverManager.getConnection("jdbc:h2:" + directory.resolve("tables"), "sa", ""), "CREATE TABLE",
                (statement, number) -> {
                    if (!careless) {
                        statement.execute("CHECKPOINT SYNC");
                    }
                });
        syncDirectory(directory);
        return store;
    }
}
