package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 6962, section 2, with the leaves and hashes of the test data of certificate transparency.
class MerkleTreeTests {
    private static final int MOST = 70;
    private static final Hash OTHER = Hash.sha256("other");

    private static final List<Hash> EIGHT =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(leaf -> Hash.leaf(HexFormat.of().parseHex(leaf)))
                    .toList();

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final List<Hash> LEAVES =
            IntStream.range(0, MOST).mapToObj(i -> Hash.leaf(new byte[] {(byte) i})).toList();

    private static final MerkleTree.Nodes NODES = MerkleTree.over(LEAVES);

    private static final List<Hash> EACH_ROOT =
            IntStream.rangeClosed(0, MOST).mapToObj(size -> MerkleTree.root(NODES, size)).toList();

    @Test
    void hasTheRootsOfTheKnownTrees() {
        var nodes = MerkleTree.over(EIGHT);
        for (int size = 0; size < ROOTS.size(); size++) {
            assertThat(MerkleTree.root(nodes, size)).hasToString(ROOTS.get(size));
            assertThat(MerkleTree.root(MerkleTree.over(EIGHT.subList(0, size)), size))
                    .hasToString(ROOTS.get(size));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 |",
                "0 | 8 | 96a296d2 5f083f0a 6b47aaf2",
                "5 | 8 | bc1a0643 ca854ea1 d37ee418",
                "2 | 3 | fac54203",
                "1 | 5 | 6e340b9c 5f083f0a bc1a0643"
            })
    void provesInclusionAsKnown(int index, int size, String path) {
        var proof = MerkleTree.inclusion(MerkleTree.over(EIGHT), index, size);
        assertThat(shortened(proof)).isEqualTo(path);
        assertThat(
                        MerkleTree.isIncluded(
                                EIGHT.get(index), index, size, proof, Hash.ofHex(ROOTS.get(size))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 |",
                "1 | 8 | 96a296d2 5f083f0a 6b47aaf2",
                "6 | 8 | 0ebc5d34 ca854ea1 d37ee418",
                "2 | 5 | 5f083f0a bc1a0643",
                "6 | 7 | 0ebc5d34 b08693ec d37ee418"
            })
    void provesConsistencyAsKnown(int old, int size, String path) {
        var proof = MerkleTree.consistency(MerkleTree.over(EIGHT), old, size);
        assertThat(shortened(proof)).isEqualTo(path);
        assertThat(
                        MerkleTree.isConsistent(
                                old,
                                Hash.ofHex(ROOTS.get(old)),
                                size,
                                Hash.ofHex(ROOTS.get(size)),
                                proof))
                .isTrue();
    }

    private static @org.jspecify.annotations.Nullable String shortened(List<Hash> proof) {
        var text =
                String.join(" ", proof.stream().map(hash -> hash.hex().substring(0, 8)).toList());
        return text.isEmpty() ? null : text;
    }

    @Test
    void believesEachProofOfInclusionAndNoChangedOne() {
        for (int size = 1; size <= MOST; size++) {
            for (int index = 0; index < size; index++) {
                var proof = MerkleTree.inclusion(NODES, index, size);
                var root = EACH_ROOT.get(size);
                var leaf = LEAVES.get(index);
                var what = index + " of " + size;
                assertThat(MerkleTree.isIncluded(leaf, index, size, proof, root)).as(what).isTrue();
                assertThat(MerkleTree.isIncluded(OTHER, index, size, proof, root))
                        .as(what)
                        .isFalse();
                assertThat(MerkleTree.isIncluded(leaf, index, size, proof, OTHER))
                        .as(what)
                        .isFalse();
                for (var changed : changed(proof)) {
                    assertThat(MerkleTree.isIncluded(leaf, index, size, changed, root))
                            .as(what)
                            .isFalse();
                }
                for (int other = -1; other <= size; other++) {
                    assertThat(MerkleTree.isIncluded(leaf, other, size, proof, root))
                            .as(what + " at " + other)
                            .isEqualTo(other == index);
                }
                assertThat(MerkleTree.isIncluded(leaf, index, 2L * size, proof, root))
                        .as(what)
                        .isFalse();
                assertThat(MerkleTree.isIncluded(leaf, index, size / 2, proof, root))
                        .as(what)
                        .isFalse();
            }
        }
    }

    @Test
    void believesEachProofOfConsistencyAndNoChangedOne() {
        for (int size = 1; size <= MOST; size++) {
            for (int old = 1; old < size; old++) {
                var proof = MerkleTree.consistency(NODES, old, size);
                var then = EACH_ROOT.get(old);
                var now = EACH_ROOT.get(size);
                var what = old + " in " + size;
                assertThat(MerkleTree.isConsistent(old, then, size, now, proof)).as(what).isTrue();
                assertThat(MerkleTree.isConsistent(old, now, size, then, proof)).as(what).isFalse();
                assertThat(MerkleTree.isConsistent(old, OTHER, size, now, proof))
                        .as(what)
                        .isFalse();
                assertThat(MerkleTree.isConsistent(old, then, size, OTHER, proof))
                        .as(what)
                        .isFalse();
                for (var changed : changed(proof)) {
                    assertThat(MerkleTree.isConsistent(old, then, size, now, changed))
                            .as(what)
                            .isFalse();
                }
                for (int other = -1; other <= size + 1; other++) {
                    assertThat(MerkleTree.isConsistent(other, then, size, now, proof))
                            .as(what + " as " + other)
                            .isEqualTo(other == old);
                }
                assertThat(MerkleTree.isConsistent(old, then, 2L * size, now, proof))
                        .as(what)
                        .isFalse();
            }
        }
    }

    /// A tree is consistent with itself and with the empty one, and neither needs a proof.
    @Test
    void wantsNoProofWhereThereIsNothingToProve() {
        var empty = EACH_ROOT.getFirst();
        var root = EACH_ROOT.get(5);
        assertThat(MerkleTree.consistency(NODES, 5, 5)).isEmpty();
        assertThat(MerkleTree.consistency(NODES, 0, 5)).isEmpty();
        assertThat(MerkleTree.isConsistent(5, root, 5, root, List.of())).isTrue();
        assertThat(MerkleTree.isConsistent(5, root, 5, root, List.of(root))).isFalse();
        assertThat(MerkleTree.isConsistent(5, root, 5, empty, List.of())).isFalse();
        assertThat(MerkleTree.isConsistent(0, empty, 5, root, List.of())).isTrue();
        assertThat(MerkleTree.isConsistent(0, empty, 5, root, List.of(root))).isFalse();
        assertThat(MerkleTree.isConsistent(0, root, 5, root, List.of())).isFalse();
        assertThat(MerkleTree.isConsistent(6, root, 5, root, List.of())).isFalse();
        assertThat(MerkleTree.isConsistent(3, root, 5, root, List.of())).isFalse();
    }

    @Test
    void refusesToProveWhatIsNotThere() {
        assertThatThrownBy(() -> MerkleTree.inclusion(NODES, 5, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.inclusion(NODES, -1, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.consistency(NODES, 6, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.consistency(NODES, -1, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Sizes near 2^63: nothing overflows, nothing runs for long.
    @Test
    void isNotMisledByHugeNumbers() {
        var proof = IntStream.range(0, 100).mapToObj(_ -> OTHER).toList();
        for (var size : List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L)) {
            for (var index : List.of(0L, 1L, Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE)) {
                assertThat(MerkleTree.isIncluded(OTHER, index, size, proof, OTHER)).isFalse();
                assertThat(MerkleTree.isConsistent(index, OTHER, size, EIGHT.getFirst(), proof))
                        .isFalse();
            }
        }
    }

    private static List<List<Hash>> changed(List<Hash> proof) {
        var all = new ArrayList<List<Hash>>();
        all.add(with(proof, proof.size(), OTHER));
        all.add(with(proof, 0, OTHER));
        for (int i = 0; i < proof.size(); i++) {
            var flipped = proof.get(i).bytes();
            flipped[i] ^= 8;
            all.add(with(without(proof, i), i, Hash.of(flipped)));
            all.add(without(proof, i));
            all.add(with(proof, i, proof.get(i)));
            if (i > 0) {
                all.add(with(without(proof, i), i - 1, proof.get(i)));
            }
        }
        return all;
    }

    private static List<Hash> with(List<Hash> proof, int place, Hash hash) {
        var more = new ArrayList<>(proof);
        more.add(place, hash);
        return more;
    }

    private static List<Hash> without(List<Hash> proof, int place) {
        var fewer = new ArrayList<>(proof);
        fewer.remove(place);
        return fewer;
    }
}
