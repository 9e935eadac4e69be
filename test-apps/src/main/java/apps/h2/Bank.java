package apps.h2;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/**
 * A bank on H2 over TCP: several clients move money between accounts, and the sum never changes. Without {@code --url} it
 * starts the database server itself.
 */
public final class Bank {
    private static final int ACCOUNTS = 20;
    private static final int OPENING_BALANCE = 1_000;

    private final String url;
    private final int transactions;
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();

    private Bank(String url, int transactions) {
        this.url = url;
        this.transactions = transactions;
    }

    /** Arguments: {@code [--url jdbc:h2:tcp://HOST:PORT/NAME] [--transactions N] [--threads N] [--shutdown]}. */
    public static void main(String[] args) throws Exception {
        String url = null;
        int transactions = 1_000;
        int threads = 4;
        boolean shutdown = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--url" -> url = args[++i];
                case "--transactions" -> transactions = Integer.parseInt(args[++i]);
                case "--threads" -> threads = Integer.parseInt(args[++i]);
                case "--shutdown" -> shutdown = true;
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        Server server = null;
        if (url == null) {
            server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", "./bank").start();
            url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/bank";
        }
        Bank bank = new Bank(url, transactions);
        bank.open();
        bank.run(threads);
        bank.check();
        if (shutdown) {
            try (Connection connection = bank.connect(); Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }
        if (server != null) {
            server.stop();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    private void open() throws Exception {
        try (Connection connection = firstConnection(); Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
            statement.execute("CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL CHECK (balance >= 0))");
            statement.execute("CREATE TABLE transfer (id INT AUTO_INCREMENT PRIMARY KEY, debtor INT, creditor INT, amount INT)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO account VALUES (?, ?)")) {
                for (int i = 0; i < ACCOUNTS; i++) {
                    insert.setInt(1, i);
                    insert.setInt(2, OPENING_BALANCE);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** The server may still be starting. */
    private Connection firstConnection() throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return connect();
            } catch (SQLException e) {
                if (attempt == 50) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    private void run(int threads) throws Exception {
        AtomicInteger left = new AtomicInteger(transactions);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                clients.add(pool.submit(() -> {
                    try (Connection connection = connect()) {
                        connection.setAutoCommit(false);
                        Random random = new Random();
                        while (left.getAndDecrement() > 0) {
                            transfer(connection, random);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    /** One transfer, tried again when another transaction was in the way. */
    private void transfer(Connection connection, Random random) throws SQLException {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        int amount = 1 + random.nextInt(50);
        while (true) {
            try (PreparedStatement debit = connection.prepareStatement(
                            "UPDATE account SET balance = balance - ? WHERE id = ? AND balance >= ?");
                    PreparedStatement credit = connection.prepareStatement(
                            "UPDATE account SET balance = balance + ? WHERE id = ?");
                    PreparedStatement record = connection.prepareStatement(
                            "INSERT INTO transfer (debtor, creditor, amount) VALUES (?, ?, ?)")) {
                debit.setInt(1, amount);
                debit.setInt(2, from);
                debit.setInt(3, amount);
                if (debit.executeUpdate() == 1) {
                    credit.setInt(1, amount);
                    credit.setInt(2, to);
                    credit.executeUpdate();
                    record.setInt(1, from);
                    record.setInt(2, to);
                    record.setInt(3, amount);
                    record.executeUpdate();
                }
                connection.commit();
                committed.incrementAndGet();
                return;
            } catch (SQLException e) {
                connection.rollback();
                boolean contended = e.getErrorCode() == 40001 || e.getErrorCode() == 50200 || e.getErrorCode() == 90131;
                if (!contended) {
                    throw e;
                }
                retried.incrementAndGet();
            }
        }
    }

    private void check() throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            int sum = number(statement, "SELECT SUM(balance) FROM account");
            int transfers = number(statement, "SELECT COUNT(*) FROM transfer");
            if (sum != ACCOUNTS * OPENING_BALANCE) {
                throw new IllegalStateException("the sum is kept: expected " + ACCOUNTS * OPENING_BALANCE + ", was " + sum);
            }
            if (committed.get() != transactions) {
                throw new IllegalStateException("every transaction ends: expected " + transactions + ", was " + committed);
            }
            System.out.println("passed: " + committed + " transactions, " + transfers + " transfers, " + retried
                    + " retries, sum " + sum);
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
