//! The map for few entries behaves as a `BTreeMap` and looks the same on every wire.

use proptest::prelude::*;
use std::collections::BTreeMap;
use waymark_shared::map::Map;

/// What can be done with a map, on keys few enough to meet again.
#[derive(Clone, Debug)]
enum Deed {
    Insert(u8, u16),
    Remove(u8),
    Add(u8, u16),
    Change(u8, u16),
    RetainBelow(u16),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let key = || 0_u8..12;
    let deed = prop_oneof![
        4 => (key(), any::<u16>()).prop_map(|(key, value)| Deed::Insert(key, value)),
        2 => key().prop_map(Deed::Remove),
        2 => (key(), any::<u16>()).prop_map(|(key, value)| Deed::Add(key, value)),
        1 => (key(), any::<u16>()).prop_map(|(key, value)| Deed::Change(key, value)),
        1 => any::<u16>().prop_map(Deed::RetainBelow),
    ];
    proptest::collection::vec(deed, 0..40)
}

fn entries() -> impl Strategy<Value = Vec<(String, u16)>> {
    proptest::collection::vec(("[a-e]{0,2}", any::<u16>()), 0..12)
}

proptest! {
    #[test]
    fn whatever_is_done_to_it_it_holds_what_a_tree_holds(deeds in deeds()) {
        let (mut map, mut tree) = (Map::new(), BTreeMap::new());
        for deed in deeds {
            match deed {
                Deed::Insert(key, value) => prop_assert_eq!(map.insert(key, value), tree.insert(key, value)),
                Deed::Remove(key) => prop_assert_eq!(map.remove(&key), tree.remove(&key)),
                Deed::Add(key, value) => {
                    let (of_map, of_tree) = (map.get_or_default(key), tree.entry(key).or_default());
                    *of_map = of_map.wrapping_add(value);
                    *of_tree = of_tree.wrapping_add(value);
                }
                Deed::Change(key, value) => {
                    prop_assert_eq!(map.get_mut(&key).map(|held| *held = value), tree.get_mut(&key).map(|held| *held = value));
                }
                Deed::RetainBelow(most) => {
                    map.retain(|_, value| *value < most);
                    tree.retain(|_, value| *value < most);
                }
            }
            prop_assert!(map.iter().eq(&tree));
            prop_assert!((&map).into_iter().eq(&tree));
            prop_assert!(map.keys().eq(tree.keys()) && map.values().eq(tree.values()));
            prop_assert_eq!((map.len(), map.is_empty()), (tree.len(), tree.is_empty()));
            for key in 0..12 {
                prop_assert_eq!((map.get(&key), map.contains_key(&key)), (tree.get(&key), tree.contains_key(&key)));
            }
        }
        prop_assert_eq!(format!("{map:?}"), format!("{tree:?}"));
        prop_assert!(map.into_iter().eq(tree));
    }

    #[test]
    fn it_is_written_and_read_as_a_tree_is(entries in entries()) {
        let map: Map<String, u16> = entries.iter().cloned().collect();
        let tree: BTreeMap<String, u16> = entries.into_iter().collect();
        let json = serde_json::to_string(&tree).expect("JSON");
        prop_assert_eq!(serde_json::to_string(&map).expect("JSON"), &json[..]);
        prop_assert_eq!(serde_json::from_str::<Map<String, u16>>(&json).expect("a map"), map.clone());
        let toml = toml::to_string(&tree).expect("TOML");
        prop_assert_eq!(toml::to_string(&map).expect("TOML"), &toml[..]);
        prop_assert_eq!(toml::from_str::<Map<String, u16>>(&toml).expect("a map"), map.clone());
        let bytes = postcard::to_allocvec(&tree).expect("bytes");
        prop_assert_eq!(postcard::to_allocvec(&map).expect("bytes"), bytes.clone());
        prop_assert_eq!(postcard::from_bytes::<Map<String, u16>>(&bytes).expect("a map"), map);
    }

    #[test]
    fn of_two_entries_with_the_same_key_the_later_counts_on_every_wire(entries in entries()) {
        let tree: BTreeMap<String, u16> = entries.iter().cloned().collect();
        let pairs: Vec<String> = entries.iter().map(|(key, value)| format!("{key:?}:{value}")).collect();
        let from_json: Map<String, u16> = serde_json::from_str(&format!("{{{}}}", pairs.join(","))).expect("a map");
        prop_assert!(from_json.iter().eq(&tree));
        let from_bytes: Map<String, u16> =
            postcard::from_bytes(&postcard::to_allocvec(&entries).expect("bytes")).expect("a map");
        prop_assert!(from_bytes.iter().eq(&tree));
    }
}
