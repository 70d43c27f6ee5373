package th.sala.check;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;
import th.sala.Sala;
import th.sala.database.AgencyScope;

/// The house rules that a machine can see.
class ArchitectureTests {
    private static final JavaClasses PRODUCT = Product.CLASSES;

    /// With the tests.
    private static final JavaClasses EVERYTHING =
            new ClassFileImporter().importPackagesOf(Sala.class);

    /// Who may work on the rows of all agencies. Each of these was looked at: it serves no person's
    /// request, or it looks up by something that names the agency.
    private static final Set<String> WORK_EVERYWHERE =
            Set.of(
                    "accounts.Accounts",
                    "accounts.AppPasswords",
                    "accounts.ForgottenPasswords",
                    "accounts.InstallationRights",
                    "accounts.Proposals",
                    "accounts.SignIn",
                    "accounts.Tokens",
                    "agencies.OfficialsImport",
                    "agencies.RegistriesController",
                    "api.Once",
                    "files.PreviewWork",
                    "hooks.Deliverer",
                    "identity.DirectorySettings",
                    "identity.Linking",
                    "leave.LeaveFeeds",
                    "leave.LeaveOpeningsConfiguration",
                    "letters.Arrivals",
                    "letters.LetterJobs",
                    "letters.Typing",
                    "letters.VerifyController",
                    "mail.InboundTransaction",
                    "mail.MailDomains",
                    "mail.MailRoutes",
                    "mail.MailboxReader",
                    "mail.OriginLooks",
                    "mail.OutboxWorker",
                    "meetings.GuestLinks",
                    "notices.NoticeMails",
                    "notices.Pushes",
                    "registers.RegistersConfiguration",
                    "routing.OverdueWork",
                    "scans.ScanWork",
                    "search.Rebuilding",
                    "signing.TokenOwners",
                    "timekeeping.RecorderWork");

    /// Whose business is a console: the program's own start, and programs beside the server.
    private static final DescribedPredicate<JavaClass> CONSOLES =
            named(
                    "Sala",
                    "agencies.Console",
                    "installation.KeyCommand",
                    "proof.Verify",
                    "reader.Serving");

    /// Bouncy Castle, the JDK's certificates and the mail library speak in dates of the old kind,
    /// and a certificate's time is no business's.
    private static final DescribedPredicate<JavaClass> CERTIFICATES =
            named(
                    "checking.Certificates",
                    "checking.PdfCheck",
                    "installation.TlsCertificate",
                    "mail.ImapInbox",
                    "network.ServerTrust",
                    "signing.PdfSigner",
                    "signing.TrialAuthority");

    @Test
    void aRuleThatMustFailDoes() {
        var canary = noClasses().should().haveSimpleName("Sala");
        assertThatThrownBy(() -> canary.check(PRODUCT)).isInstanceOf(AssertionError.class);
        assertThat(PRODUCT.size()).as("classes looked at").isGreaterThan(100);
    }

    @Test
    void usesNothingThatMovedToJakarta() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.activation..",
                        "javax.annotation..",
                        "javax.inject..",
                        "javax.mail..",
                        "javax.persistence..",
                        "javax.servlet..",
                        "javax.transaction..",
                        "javax.validation..",
                        "javax.xml.bind..")
                .check(PRODUCT);
    }

    @Test
    void verifiesEvidenceWithTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("th.sala.proof")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "th.sala.proof", "org.jspecify.annotations")
                .check(PRODUCT);
    }

    /// So that little is within reach of what takes it over.
    @Test
    void readsForeignFilesWithTheJdkPdfboxAndZxingAlone() {
        classes()
                .that()
                .resideInAPackage("th.sala.reader")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.imageio..",
                        "org.w3c.dom",
                        "com.google.zxing..",
                        "org.apache.fontbox..",
                        "org.apache.pdfbox..",
                        "org.jspecify.annotations",
                        "th.sala.reader")
                .check(PRODUCT);
        classes()
                .that()
                .resideInAPackage("th.sala.checking")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.security.auth.x500",
                        "javax.xml..",
                        "org.xml.sax",
                        "jakarta.xml.bind..",
                        "eu.europa.esig..",
                        "org.bouncycastle..",
                        "org.apache.pdfbox..",
                        "org.jspecify.annotations",
                        "th.sala.reader",
                        "th.sala.checking")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideOutsideOfPackages("th.sala.reader", "th.sala.checking")
                .should()
                .callMethodWhere(
                        describe(
                                "PDFBox opening a file",
                                (JavaCall<?> call) ->
                                        call.getTargetOwner()
                                                .getName()
                                                .equals("org.apache.pdfbox.Loader")))
                .check(PRODUCT);
    }

    @Test
    void writesToTheLogAndNotToTheConsole() {
        noClasses()
                .that(DescribedPredicate.not(CONSOLES))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(PRODUCT);
    }

    @Test
    void keepsStoresInsideTheirModulesUnderPluralNames() {
        classes()
                .that()
                .areAnnotatedWith(Repository.class)
                .should()
                .bePackagePrivate()
                .andShould()
                .haveSimpleNameEndingWith("s")
                .check(PRODUCT);
    }

    @Test
    void keepsControllersInsideTheirModules() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .bePackagePrivate()
                .check(PRODUCT);
    }

    @Test
    void namesServicesForWhatTheyAre() {
        classes()
                .that()
                .areAnnotatedWith(Service.class)
                .should()
                .haveNameNotMatching(".*(Service|Impl|Manager|Helper|Util|Utils)")
                .check(PRODUCT);
    }

    @Test
    void injectsThroughConstructors() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .check(PRODUCT);
    }

    @Test
    void takesTheTimeFromItsClock() {
        noClasses()
                .that(DescribedPredicate.not(CERTIFICATES))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Date.class, java.util.Calendar.class)
                .check(PRODUCT);
        noClasses()
                .that(DescribedPredicate.not(CERTIFICATES))
                .should()
                .callMethodWhere(
                        describe(
                                "now() without a clock",
                                call ->
                                        call.getTargetOwner().getPackageName().equals("java.time")
                                                && call.getName().equals("now")
                                                && call.getTarget()
                                                        .getRawParameterTypes()
                                                        .isEmpty()))
                .check(PRODUCT);
    }

    @Test
    void waitsForSomethingAndNotForTime() {
        noClasses()
                .should()
                .callMethodWhere(
                        describe(
                                "Thread.sleep",
                                (JavaCall<?> call) ->
                                        call.getTargetOwner().isEquivalentTo(Thread.class)
                                                && call.getName().equals("sleep")))
                .check(PRODUCT);
    }

    @Test
    void hasNoCyclesBetweenModules() {
        slices().matching("th.sala.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void worksForAllAgenciesAtOnceOnlyWhereThatWasLookedAt() {
        var callers = new TreeSet<String>();
        for (var method : PRODUCT.get(AgencyScope.class).getMethods()) {
            if (method.getName().equals("everywhere")) {
                for (var call : method.getCallsOfSelf()) {
                    callers.add(shortName(topLevel(call.getOriginOwner())));
                }
                for (var reference : method.getReferencesToSelf()) {
                    callers.add(shortName(topLevel(reference.getOriginOwner())));
                }
            }
        }
        assertThat(callers)
                .as("who calls AgencyScope.everywhere; think before adding to the list")
                .isEqualTo(new TreeSet<>(WORK_EVERYWHERE));
    }

    /// Among what other modules cannot call, and no page and no framework.
    @Test
    void keepsNothingThatNobodyCalls() {
        var idle = new TreeSet<String>();
        for (var type :
                EVERYTHING.that(
                        describe("of the program", type -> PRODUCT.contain(type.getName())))) {
            for (var method : type.getMethods()) {
                if (isOfThePackage(method)
                        && method.getAnnotations().isEmpty()
                        && method.getAccessesToSelf().isEmpty()
                        && method.getReferencesToSelf().isEmpty()
                        && !isInherited(type, method)) {
                    idle.add(shortName(type) + "#" + method.getName());
                }
            }
        }
        assertThat(idle).as("methods that nobody calls").isEmpty();
    }

    private static boolean isOfThePackage(JavaMethod method) {
        return Stream.of(PUBLIC, PROTECTED, SYNTHETIC).noneMatch(method.getModifiers()::contains);
    }

    private static boolean isInherited(JavaClass type, JavaMethod method) {
        return Stream.concat(
                        type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName()));
    }

    @Test
    void testsUseNoMocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..")
                .check(EVERYTHING);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        var all = Set.of(names);
        return describe("are one of " + all, type -> all.contains(shortName(topLevel(type))));
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTests::topLevel).orElse(type);
    }

    private static String shortName(JavaClass type) {
        return type.getName().replaceFirst("^th\\.sala\\.", "");
    }
}
