/// People whom others recognise: providers of OpenID Connect, and the agency's own directory
/// (LDAP). Nobody gets an account from there; whoever has one here is found by what they say.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "proof",
            "database",
            "installation",
            "network",
            "evidence",
            "accounts",
            "web",
            "notices",
            "agencies"
        })
@NullMarked
package th.sala.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
