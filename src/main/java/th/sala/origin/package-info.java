/// Of whom a mail is: the name service asked in bounded time, signatures of domains (DKIM, RFC 6376
/// and 8463), the servers that a domain names for its mail (SPF, RFC 7208), and whether either
/// speaks for the domain that people see. Knows neither database nor mailboxes.
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package th.sala.origin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
