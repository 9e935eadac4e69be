package apps.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** SQLite is a library of C, which a simulation of the JVM knows nothing of: its driver says which library it did not get. */
public final class SqliteRefused {
    private SqliteRefused() {}

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:store.db")) {
            System.out.println("open: " + connection.getMetaData().getDatabaseProductName());
        }
    }
}
