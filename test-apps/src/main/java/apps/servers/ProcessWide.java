package apps.servers;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Looks at what a process can set for all of itself, sets it, and looks again. */
public final class ProcessWide {
    private ProcessWide() {}

    public static void main(String[] args) throws Exception {
        look("at first");
        URL.setURLStreamHandlerFactory(protocol -> protocol.equals("nothing") ? new Nothing() : null);
        Security.addProvider(new Provider("Own", "1", "a provider of this program's") {
            private static final long serialVersionUID = 1;
        });
        CookieHandler.setDefault(new CookieManager());
        ProxySelector.setDefault(null);
        ResponseCache.setDefault(null);
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("somebody", new char[0]);
            }
        });
        KeyStore keys = Tls.keys("web");
        Path file = Path.of("keys.p12");
        try (var out = Files.newOutputStream(file)) {
            keys.store(out, Tls.PASSWORD);
        }
        System.setProperty("javax.net.ssl.keyStore", file.toString());
        System.setProperty("javax.net.ssl.keyStorePassword", new String(Tls.PASSWORD));
        SSLContext context = SSLContext.getDefault();
        System.out.println("one default: " + (context == SSLContext.getDefault()) + " "
                + (SSLSocketFactory.getDefault() == SSLSocketFactory.getDefault()));
        HttpsURLConnection.setDefaultHostnameVerifier((name, session) -> true);
        SSLContext.setDefault(Tls.client());
        HttpsURLConnection.setDefaultSSLSocketFactory(Tls.client().getSocketFactory());
        System.out.println("another: " + (context == SSLContext.getDefault()));
        look("at last");
        try {
            URL.setURLStreamHandlerFactory(protocol -> null);
        } catch (Error e) {
            System.out.println(e);
        }
    }

    private static void look(String when) throws Exception {
        System.out.println(when + ": " + Security.getProvider("Own") + " of " + Arrays.toString(Security.getProviders()) + ", "
                + (CookieHandler.getDefault() != null) + ", " + (ProxySelector.getDefault() != null) + ", "
                + (ResponseCache.getDefault() != null) + ", " + (Authenticator.getDefault() != null) + ", "
                + HttpsURLConnection.getDefaultHostnameVerifier().verify("somebody", null));
        try (InputStream in = new URL("nothing:at:all").openStream()) {
            System.out.println(new String(in.readAllBytes()));
        } catch (java.io.IOException e) {
            System.out.println(e);
        }
    }

    private static final class Nothing extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return InputStream.nullInputStream();
                }
            };
        }
    }
}
