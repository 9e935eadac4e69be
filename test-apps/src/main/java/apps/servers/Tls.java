package apps.servers;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys of the test servers, valid from 2000 to 2999: {@code web} and {@code other} (elliptic curves) and {@code rsa}, each for
 * its name, for {@code NAME.example}, localhost and 10.0.1.1.
 */
final class Tls {
    static final char[] PASSWORD = "simulated".toCharArray();

    private Tls() {}

    /** Only these keys. */
    static KeyStore keys(String... aliases) throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Tls.class.getResourceAsStream("/tls/servers.p12")) {
            all.load(in, PASSWORD);
        }
        KeyStore some = KeyStore.getInstance("PKCS12");
        some.load(null, null);
        for (String alias : aliases) {
            some.setEntry(alias, all.getEntry(alias, new PasswordProtection(PASSWORD)), new PasswordProtection(PASSWORD));
        }
        return some;
    }

    static SSLContext server(String... aliases) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(keys(aliases), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Trusts all servers of the tests and nobody else. */
    static SSLContext client() throws GeneralSecurityException, IOException {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        KeyStore keys = keys("web", "other", "rsa");
        for (String alias : List.of("web", "other", "rsa")) {
            PrivateKeyEntry entry = (PrivateKeyEntry) keys.getEntry(alias, new PasswordProtection(PASSWORD));
            certificates.setCertificateEntry(alias, entry.getCertificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
