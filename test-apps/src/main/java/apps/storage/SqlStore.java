package apps.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two tables of an SQL database. */
final class SqlStore implements Store {
    private final Connection connection;
    private final Durability durability;

    /** What a database needs behind a commit so that it is durable. */
    interface Durability {
        void afterCommit(Statement statement, int number) throws Exception;
    }

    SqlStore(Connection connection, String createTable, Durability durability) throws SQLException {
        this.connection = connection;
        this.durability = durability;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(createTable + " IF NOT EXISTS records (number INT PRIMARY KEY, content VARCHAR(30000))");
            statement.execute(createTable + " IF NOT EXISTS numbers (name VARCHAR(20) PRIMARY KEY, number INT)");
            connection.commit();
        }
    }

    @Override
    public void write(int number, String content, int old) throws Exception {
        boolean first = last() == 0;
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO records VALUES (?, ?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM records WHERE number = ?");
                Statement statement = connection.createStatement()) {
            insert.setInt(1, number);
            insert.setString(2, content);
            insert.executeUpdate();
            delete.setInt(1, old);
            delete.executeUpdate();
            statement.executeUpdate(first ? "INSERT INTO numbers VALUES ('last', " + number + ")" : "UPDATE numbers SET number = " + number);
            connection.commit();
            durability.afterCommit(statement, number);
        }
    }

    @Override
    public int last() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT number FROM numbers")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    @Override
    public SortedMap<Integer, String> records() throws SQLException {
        SortedMap<Integer, String> records = new TreeMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT * FROM records")) {
            while (rows.next()) {
                records.put(rows.getInt(1), rows.getString(2));
            }
        }
        return records;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
