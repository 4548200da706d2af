"""The names on the map, by value."""

from __future__ import annotations

from pathlib import Path

from geo.export.formats import Material
from geo.page.map_labels import (
    add_lettering,
    find_names,
    lend_names,
    make_labels,
    make_lettering,
    split_name,
)


def label(place: str, name: str, lon: float, lat: float, **more: object) -> dict[str, object]:
    names = {"en": name, **{k: v for k, v in more.items() if k in ("ru", "ja", "zh", "modern")}}
    own = {"place": place} if place else {}
    ranks = {"rank": more.get("rank", 500), "min_zoom": more.get("min_zoom", 7), "max_zoom": 99}
    return {**own, "names": names, "kind": "town", "lon": lon, "lat": lat, **ranks}


def test_a_name_with_a_gloss_is_both_names() -> None:
    assert split_name("Yuki (Unggi)") == {"yuki (unggi)", "yuki", "unggi"}
    assert split_name("Heihe / Sakhalian") == {"heihe / sakhalian", "heihe", "sakhalian"}
    assert split_name("Otpor") == {"otpor"}


def test_two_rival_towns_five_kilometres_apart_both_stay() -> None:
    own = [label("blagoveshchensk", "Blagoveshchensk", 127.53, 50.28, ru="Благовещенск")]
    town = label("", "Heihe", 127.49, 50.25, ru="Хэйхэ", zh="黑河", rank=100)
    found = add_lettering(own, [town], {"blagoveshchensk": {"blagoveshchensk", "благовещенск"}})
    assert [one["names"]["en"] for one in found] == ["Blagoveshchensk", "Heihe"]
    assert "zh" not in found[0]["names"]
    assert found[0]["rank"] == 500
    assert all("place" not in one for one in found)


def test_a_town_of_the_base_map_gives_way_to_its_place_of_the_atlas() -> None:
    own = [label("yuki", "Yuki", 130.40, 42.33, rank=800, min_zoom=9)]
    town = label("", "Unggi", 130.43, 42.34, ja="雄基", rank=300, min_zoom=5)
    [found] = add_lettering(own, [town], {"yuki": {"yuki", "unggi"}})
    assert found["names"] == {"en": "Yuki", "ja": "雄基"}
    assert (found["rank"], found["min_zoom"], found["lon"]) == (300, 5, 130.40)
    assert own[0]["rank"] == 800


def test_a_town_of_the_same_name_far_away_is_another_town() -> None:
    own = [label("a", "Novoselki", 130.0, 42.0)]
    town = label("", "Novoselki", 130.2, 42.0)
    assert len(add_lettering(own, [town], {"a": {"novoselki"}})) == 2


def test_two_towns_of_the_base_map_never_become_one() -> None:
    towns = [label("", "Iman", 133.7, 45.9), label("", "Iman", 133.7, 45.9)]
    assert len(add_lettering([], towns, {})) == 2


def test_of_several_places_the_one_with_most_names_in_common_is_the_town() -> None:
    own = [label("khasan", "Khasan", 130.64, 42.43), label("post", "Post", 130.65, 42.43)]
    town = label("", "Post", 130.64, 42.43, ru="Пост", modern="Khasan", rank=200)
    names = {"khasan": {"khasan"}, "post": {"post", "пост"}}
    khasan, post = add_lettering(own, [town], names)
    assert (khasan["rank"], post["rank"]) == (500, 200)


def test_the_rival_towns_of_the_border_keep_their_own_names(real: Material) -> None:
    atlas, base = real.atlas, real.archive.base
    found = add_lettering(make_labels(atlas, atlas.style), make_lettering(base), find_names(atlas))
    by_name = {str(one["names"]["en"]): one["names"] for one in found}
    for name in ("Heiho", "Blagoveshchensk", "Iman", "Hutow", "Seishin (Chongjin)", "Nanam"):
        assert name in by_name
    assert by_name["Blagoveshchensk"]["modern"] == "Blagoveshchensk"
    assert "Solovyovsk" not in by_name["Ereentsav"].values()
    assert "Yuki (Unggi)" not in by_name
    assert "Yuki" in by_name


def test_a_base_map_names_what_it_can(grounded: Path) -> None:
    from geo.read.archive import read_archive

    archive, _ = read_archive(grounded)
    assert archive is not None
    town, sea = make_lettering(archive.base)
    assert town == {
        "id": "a-town", "names": {"en": "Town", "ru": "Город"}, "kind": "town", "rank": 300,
        "lon": 130.0, "lat": 43.0, "min_zoom": 0, "max_zoom": 99, "from": None, "to": None,
    }  # fmt: skip
    assert sea["names"] == {"en": "Sea"}


def test_a_map_of_the_time_has_the_names_and_the_places_of_the_time(real: Material) -> None:
    labels = {str(one["place"]): one["names"] for one in make_labels(real.atlas, real.atlas.style)}
    # The town is filed under its name of today.
    assert labels["bain-tumen"]["en"] == "Bayan-Tumen"  # type: ignore[index]
    assert labels["bain-tumen"]["ru"] == "Баин-Тумен"  # type: ignore[index]
    # Founded after the war, and a marker of the frontier of today.
    assert "khasan-settlement" not in labels
    assert "border-marker-423" not in labels
    assert "podgornaya-post" in labels


def test_a_language_borrows_the_names_that_it_has_none_of() -> None:
    own = [label("chita", "Chita", 113.5, 52.0, ru="Чита"), label("hailar", "Hailar", 119.7, 49.2)]
    own[1]["names"] = {"en": "Hailar", "ru": "Хайлар", "mn": "Хайлаар"}
    chita, hailar = lend_names(own, {"mn": "ru", "fr": "it"})
    assert chita["names"] == {"en": "Chita", "ru": "Чита", "mn": "Чита"}
    assert hailar["names"]["mn"] == "Хайлаар"  # type: ignore[index]
    assert own[0]["names"] == {"en": "Chita", "ru": "Чита"}
