package th.sala.thai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollationTests {
    @Test
    void peopleAreOrderedByTheirGivenNames() {
        var people =
                List.of(
                        "นายกิตติพงษ์ อ่าวทอง",
                        "นางจินตนา พิทักษ์ธรรม",
                        "นายธนากร วารีรักษ์",
                        "นายนาวา ใจดี",
                        "นางสาวพิมพ์ชนก ชลธารา",
                        "เพชร งามดี");
        var mixed = new ArrayList<>(people);
        Collections.shuffle(mixed, new Random(1));
        mixed.sort(Collation.GIVEN_NAME);
        assertThat(mixed).isEqualTo(people);
    }

    private static final List<String> DICTIONARY =
            List.of(
                    "1 มกราคม",
                    "๒ มกราคม",
                    "กก",
                    "กรม",
                    "กระทรวง",
                    "กอง",
                    "กะ",
                    "กา",
                    "เก",
                    "เกม",
                    "แก",
                    "แกะ",
                    "ไก",
                    "ไก่",
                    "ขา",
                    "เขา",
                    "ครู",
                    "โต",
                    "โต๊ะ",
                    "นา",
                    "น้า",
                    "นำ",
                    "น้ำ",
                    "รู",
                    "ฤดู",
                    "ลา",
                    "ศาลา",
                    "สำนัก",
                    "อำเภอ",
                    "ฮูก");

    @Test
    void ordersLikeTheDictionary() {
        var shuffled = new ArrayList<>(DICTIONARY);
        Collections.shuffle(shuffled, new Random(2569));
        assertThat(shuffled).isNotEqualTo(DICTIONARY);

        shuffled.sort(Collation.DICTIONARY);

        assertThat(shuffled).isEqualTo(DICTIONARY);
    }

    @ParameterizedTest(name = "{0} before {1}: {2}")
    @CsvSource({
        "เก, ข, a leading vowel counts after its consonant",
        "ข, เข, and then it counts",
        "แม่น้ำ, แมว, a tone counts less than the next consonant",
        "กอน, ก่อน, without tone before with tone",
        "ก่อน, ก้อน, tones in their order",
        "ก้อน, กอบ, but letters before tones",
        "ฐานะ, เณร, consonants in the order of the alphabet",
        "ข้อ ๙, ข้อ ก, digits before letters",
    })
    void comparesTwo(String first, String second, String why) {
        assertThat(Collation.DICTIONARY.compare(first, second)).as(why).isNegative();
        assertThat(Collation.DICTIONARY.compare(second, first)).as(why).isPositive();
    }

    @Test
    void isTotal() {
        assertThat(Collation.DICTIONARY.compare("๑", "1")).isNotZero();
        assertThat(Collation.DICTIONARY.compare("ก", "ก")).isZero();
    }
}
