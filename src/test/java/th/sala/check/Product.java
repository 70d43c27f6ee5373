package th.sala.check;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import th.sala.Sala;

/// All classes of the program, read once for all checks.
final class Product {
    static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackagesOf(Sala.class);

    private Product() {}
}
