package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/// At the end of the whole run: no method of the program that speaks SQL was left out of
/// [ForeignScope]'s trials, in whichever process (an execution of its own in the POM). A new query
/// without a test in which it does something is named here.
class EveryQueryTests {
    @Test
    void isTriedInAForeignScope() {
        assumeTrue(System.getProperty("test") == null, "knows of the whole run only");
        var speaking = new TreeSet<String>();
        for (var type : Product.CLASSES) {
            type.getMethodCallsFromSelf().stream()
                    .filter(EveryQueryTests::speaksSql)
                    .map(call -> type.getName() + "#" + call.getOrigin().getName())
                    .forEach(speaking::add);
        }
        assertThat(speaking).hasSizeGreaterThan(100);
        assertThat(speaking).as("methods that speak SQL").isNotEmpty();
        speaking.removeAll(ForeignScope.ways());
        assertThat(speaking).as("nobody saw these do anything").isEmpty();
    }

    private static boolean speaksSql(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return owner.isEquivalentTo(JdbcClient.class) && call.getName().equals("sql")
                || owner.isAssignableTo(NamedParameterJdbcOperations.class);
    }
}
