package th.sala.mail;

/// Where the listeners listen.
public interface MailPorts {
    /// 0 while the listener is off.
    int inbound();

    /// 0 while the listener is off.
    int submission();
}
