package com.jkboat.notify.ses;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Names why a call failed, in words that hold nothing from outside. */
final class CallFailure {

    private CallFailure() {}

    /** Tells whether the call failed while it connected; a body may be asked for then, but waits for the handshake. */
    static boolean isBeforeTheBody(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException
                    || cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the name of the server is not known";
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return "no connection in time";
            }
            if (cause instanceof HttpTimeoutException) {
                return "no answer in time";
            }
            if (cause instanceof SSLException) {
                return "TLS failed";
            }
            if (cause instanceof ConnectException && cause.getCause() == null) {
                return "the connection is refused";
            }
        }
        return "the connection was lost";
    }
}
