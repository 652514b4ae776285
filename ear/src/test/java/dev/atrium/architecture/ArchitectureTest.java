package dev.atrium.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.atrium.provider.AiServiceFactory;
import dev.atrium.provider.api.TextStream;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Startup;
import jakarta.ejb.Stateful;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.MappedSuperclass;

/** Who may use whom. A rule about a package that has no class yet holds until it has one. */
@AnalyzeClasses(packages = "dev.atrium", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PERSISTENCE = "dev.atrium.persistence..";
    private static final String REST = "dev.atrium.rest..";
    private static final String WEB = "dev.atrium.web..";
    private static final String LAUNCHER = "dev.atrium.launcher..";
    private static final String DEMO = "dev.atrium.demo..";
    private static final String PROVIDERS = "dev.atrium.provider..";
    private static final String PROVIDER_PORTS = "dev.atrium.provider.api..";
    private static final String PROVIDER_TRANSPORT = "dev.atrium.provider.http..";
    private static final String[] MODALITIES = {
        "dev.atrium.chat..",
        "dev.atrium.text..",
        "dev.atrium.image..",
        "dev.atrium.speech..",
        "dev.atrium.transcription..",
        "dev.atrium.embedding..",
        "dev.atrium.moderation.."
    };
    private static final String[] VENDORS = {
        "dev.atrium.provider.openai..",
        "dev.atrium.provider.anthropic..",
        "dev.atrium.provider.google..",
        "dev.atrium.provider.mistral.."
    };

    /** Everything that is deployed to an application server. */
    private static final DescribedPredicate<JavaClass> PRODUCT = resideInAPackage("dev.atrium..")
            .and(not(resideInAnyPackage(LAUNCHER, DEMO)))
            .as("the product");

    private static final DescribedPredicate<JavaClass> STORED = DescribedPredicate.describe(
            "entities and repositories",
            type -> type.isAnnotatedWith(Entity.class)
                    || type.isAnnotatedWith(MappedSuperclass.class)
                    || (type.getPackageName().startsWith("dev.atrium.persistence.")
                            && type.getSimpleName().endsWith("Repository")));

    private static final DescribedPredicate<JavaClass> PROVIDER_CALLS = DescribedPredicate.describe(
            "what calls a provider",
            type -> resideInAnyPackage(VENDORS).test(type)
                    || resideInAPackage(PROVIDER_TRANSPORT).test(type)
                    || type.isEquivalentTo(AiServiceFactory.class)
                    || (resideInAPackage(PROVIDER_PORTS).test(type)
                            && (type.getSimpleName().endsWith("Service") || type.isEquivalentTo(TextStream.class))));

    @ArchTest
    static void every_module_is_seen(JavaClasses all) {
        for (String module : new String[] {"persistence", "provider.api", "rest", "web", "launcher", "demo"}) {
            assertThat(all).anyMatch(type -> type.getPackageName().startsWith("dev.atrium." + module));
        }
        assertThat(all).anyMatch(STORED).anyMatch(PROVIDER_CALLS);
    }

    @ArchTest
    static final ArchRule persistenceIsTheLowestLayer = noClasses()
            .that()
            .resideInAPackage(PERSISTENCE)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.atrium..").and(not(resideInAPackage(PERSISTENCE))))
            .because("what is stored outlives every service and page that works on it");

    @ArchTest
    static final ArchRule servicesDoNotKnowTheirCallers = noClasses()
            .that(PRODUCT.and(not(resideInAnyPackage(REST, WEB))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REST, WEB)
            .because("HTTP stops in rest and pages stop in web, so that a service has one meaning for both");

    @ArchTest
    static final ArchRule pagesAndResourcesDoNotKnowEachOther = slices().matching("dev.atrium.(rest|web)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true)
            .because("they are two doors to the same services, and a change of one must not break the other");

    @ArchTest
    static final ArchRule pagesAndResourcesSeeNoEntities = noClasses()
            .that()
            .resideInAnyPackage(REST, WEB)
            .should()
            .dependOnClassesThat(STORED)
            .because("entities stop in ejb: what leaves it is a record that says what the caller may see");

    @ArchTest
    static final ArchRule pagesAndResourcesDoNotCallProviders = noClasses()
            .that()
            .resideInAnyPackage(REST, WEB)
            .should()
            .dependOnClassesThat(PROVIDER_CALLS)
            .because(
                    "every call of a provider is admitted, reserved and settled by the pipeline; the list of models is not one");

    @ArchTest
    static final ArchRule entityManagerStaysInPersistence = noClasses()
            .that()
            .resideOutsideOfPackage(PERSISTENCE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EntityManager.class)
            .because("a repository has the few questions that the domain asks, where an index can be found for each");

    @ArchTest
    static final ArchRule vendorsTranslateOnly = noClasses()
            .that()
            .resideInAnyPackage(VENDORS)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.atrium..")
                    .and(not(resideInAnyPackage(VENDORS)))
                    .and(not(resideInAnyPackage(PROVIDER_PORTS, PROVIDER_TRANSPORT))))
            .allowEmptyShould(true)
            .because("a vendor's package turns its wire format into the ports' words and decides nothing");

    @ArchTest
    static final ArchRule vendorsDoNotKnowOneAnother = slices().matching(
                    "dev.atrium.provider.(openai|anthropic|google|mistral)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true)
            .because("a new provider is one package, and a change of one vendor's format touches one package");

    @ArchTest
    static final ArchRule portsKnowNothingElse = noClasses()
            .that()
            .resideInAPackage(PROVIDER_PORTS)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.atrium..").and(not(resideInAPackage(PROVIDER_PORTS))))
            .because("the ports are in the words of no vendor and of no service");

    @ArchTest
    static final ArchRule transportKnowsThePortsOnly = noClasses()
            .that()
            .resideInAPackage(PROVIDER_TRANSPORT)
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.atrium..").and(not(resideInAnyPackage(PROVIDER_PORTS, PROVIDER_TRANSPORT))))
            .allowEmptyShould(true)
            .because("event streams are parsed alike for every vendor");

    @ArchTest
    static final ArchRule creditsAndLimitsKnowNoModality = noClasses()
            .that()
            .resideInAnyPackage("dev.atrium.credit..", "dev.atrium.limit..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(MODALITIES)
                    .or(resideInAPackage("dev.atrium.generation.."))
                    .or(resideInAPackage(PROVIDERS).and(not(resideInAPackage(PROVIDER_PORTS)))))
            .allowEmptyShould(true)
            .because("money and limits are the same for text, images and sound");

    @ArchTest
    static final ArchRule pipelineKnowsNoModality = noClasses()
            .that()
            .resideInAPackage("dev.atrium.generation..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(MODALITIES).or(resideInAnyPackage(VENDORS)))
            .allowEmptyShould(true)
            .because("a new modality or vendor needs no edit in the pipeline");

    @ArchTest
    static final ArchRule demoIsNotPartOfTheProduct = noClasses()
            .that(PRODUCT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAUNCHER, DEMO)
            .because("the product reaches simulated providers like real ones, by their base addresses alone");

    @ArchTest
    static final ArchRule demoSpeaksForItself = noClasses()
            .that()
            .resideInAPackage(DEMO)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.atrium..").and(not(resideInAPackage(DEMO))))
            .because("a wire format that shares code with its reader would hide the reader's mistakes");

    @ArchTest
    static final ArchRule standardApisOnly = noClasses()
            .that(PRODUCT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "fish.payara..",
                    "com.sun..",
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..",
                    "org.eclipse.persistence..",
                    "org.hibernate..",
                    "io.openliberty..",
                    "com.ibm..")
            .because("the same EAR runs unchanged on Payara, WildFly and Open Liberty");

    @ArchTest
    static final ArchRule beansAreStateless = noClasses()
            .that(PRODUCT)
            .should()
            .beAnnotatedWith(Stateful.class)
            .because("any node serves any request: what must be kept is in the database");

    @ArchTest
    static final ArchRule whatStartsWaitsForTheSchema = classes()
            .that()
            .areAnnotatedWith(Startup.class)
            .and()
            .doNotHaveSimpleName("SchemaMigration")
            .should()
            .beAnnotatedWith(DependsOn.class)
            .because("the container starts them in any order, and on an empty database there are no tables yet");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .that(PRODUCT)
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("what nobody reads belongs nowhere, and the rest to the log");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?")
            .because("a noun of the field says more than the role of a leftover");
}
