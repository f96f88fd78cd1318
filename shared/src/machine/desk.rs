//! What a person does with what lies behind the launcher: checklists and the resource centre.
//!
//! Deliberately absent: what it leads to; a checklist has a machine of its own ([`super::checklist`]), and the rest is the
//! engine's: looking things up, leading somewhere, starting something.

use super::checklist;
use crate::content::checklist::Action;

/// Something done behind the launcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The list at this place was opened.
    List(usize),
    /// The item at this place of the open list was unfolded.
    Unfold(usize),
    /// Something was done about the open list.
    Do(checklist::Input),
    /// Something that leads elsewhere was pressed.
    Go(Action),
    /// How much guidance is wanted from now on.
    Guidance(Guidance),
}

/// How much guidance a person wants; kept as their trait `guidance`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guidance {
    /// Whatever helps.
    #[default]
    On,
    /// Only what they ask for; launchers stay.
    Asked,
    /// None; checklists go too.
    Off,
}

impl Guidance {
    /// The trait that has it.
    pub const TRAIT: &str = "guidance";
    /// Every level.
    pub const ALL: [Self; 3] = [Self::On, Self::Asked, Self::Off];

    /// As it stands in the trait.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Asked => "asked",
            Self::Off => "off",
        }
    }

    /// What the trait says; anything else is [`Guidance::On`].
    pub fn read(said: Option<&crate::value::Value>) -> Self {
        let said = if let Some(crate::value::Value::Text(said)) = said { said.as_str() } else { "" };
        Self::ALL.into_iter().find(|level| level.as_str() == said).unwrap_or_default()
    }

    /// Whether content of this kind does not come by itself at this level. A reply and the resource centre always may: the
    /// first was asked for, the second is how one asks.
    pub fn keeps_back(self, kind: crate::content::Kind) -> bool {
        use crate::content::Kind;
        match self {
            Self::On => false,
            Self::Asked => matches!(kind, Kind::Tour | Kind::Announcement | Kind::Banner | Kind::Hotspot),
            Self::Off => !matches!(kind, Kind::Survey | Kind::Message | Kind::ResourceCentre),
        }
    }
}
