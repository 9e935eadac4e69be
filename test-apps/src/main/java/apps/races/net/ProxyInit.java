package apps.races.net;

import static apps.races.Program.check;
import static apps.races.Program.together;

import java.net.ProxySelector;
import java.net.URI;

/** Correct: threads that all use ProxySelector first, and meet in its static initialiser. */
public final class ProxyInit {
    private ProxyInit() {}

    private static void select() {
        check(!ProxySelector.getDefault().select(URI.create("http://example.test/")).isEmpty(), "not even no proxy");
    }

    public static void main(String[] args) throws InterruptedException {
        together(ProxyInit::select, ProxyInit::select, ProxyInit::select);
    }
}
