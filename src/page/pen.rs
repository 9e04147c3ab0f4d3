//! Elements, written: into the document, or into a number that tells whether they would be the same as before. A text of
//! many thousand marks is drawn so, past the virtual DOM, which would keep each of them twice.

/// Takes elements down in their order.
pub trait Pen {
    /// Opens an element, which goes on until [`Pen::close`]. Its look in one word after the other: the tag, classes, and
    /// attributes that need no spaces, as `name=value`.
    fn open(&mut self, look: &str);
    fn set(&mut self, name: &str, value: &str);
    fn text(&mut self, text: &str);
    fn close(&mut self);
}

/// An element with nothing but a text.
pub fn leaf(pen: &mut dyn Pen, look: &str, text: &str) {
    pen.open(look);
    pen.text(text);
    pen.close();
}

/// What was written, as a number.
#[derive(Debug, PartialEq, Eq)]
pub struct Print(pub u64);

impl Default for Print {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Print {
    fn take(&mut self, kind: u8, words: &str) {
        let (mut hash, mut rest) = (self.0 ^ u64::from(kind), words.as_bytes());
        let mut step = |word: u64| {
            hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            hash ^= hash >> 29;
        };
        while let Some((eight, more)) = rest.split_first_chunk() {
            step(u64::from_le_bytes(*eight));
            rest = more;
        }
        for byte in rest {
            step(u64::from(*byte));
        }
        step(words.len() as u64);
        self.0 = hash;
    }
}

impl Pen for Print {
    fn open(&mut self, look: &str) {
        self.take(1, look);
    }

    fn set(&mut self, name: &str, value: &str) {
        self.take(2, name);
        self.take(3, value);
    }

    fn text(&mut self, text: &str) {
        self.take(4, text);
    }

    fn close(&mut self) {
        self.take(5, "");
    }
}

#[cfg(target_arch = "wasm32")]
pub use dom::Dom;

#[cfg(target_arch = "wasm32")]
mod dom {
    use std::cell::RefCell;

    use gloo::utils::document;
    use wasm_bindgen::JsCast;
    use web_sys::Element;

    use super::Pen;
    use crate::untrusted::shown;

    thread_local! {
        /// One element of each look, to be copied.
        static LOOKS: RefCell<Vec<(String, Element)>> = const { RefCell::new(Vec::new()) };
    }

    /// Writes into an element of the document.
    pub struct Dom(Vec<Element>);

    impl Dom {
        /// Behind what the element has.
        pub fn within(element: Element) -> Self {
            Self(vec![element])
        }

        /// An element of this look.
        pub fn element(look: &str) -> Option<Element> {
            LOOKS.with_borrow_mut(|looks| {
                let known = looks.iter().position(|(known, _)| known == look);
                let at = known.map_or_else(
                    || {
                        looks.push((look.to_owned(), made(look)?));
                        looks.len().checked_sub(1)
                    },
                    Some,
                )?;
                looks.get(at)?.1.clone_node().ok()?.dyn_into().ok()
            })
        }
    }

    fn made(look: &str) -> Option<Element> {
        let mut words = look.split(' ');
        let element = document().create_element(words.next()?).ok()?;
        for word in words {
            match word.split_once('=') {
                Some((name, value)) => element.set_attribute(name, value).ok()?,
                None => element.class_list().add_1(word).ok()?,
            }
        }
        Some(element)
    }

    impl Pen for Dom {
        fn open(&mut self, look: &str) {
            // Where none can be made the parts go into the one around it.
            let element = Self::element(look).or_else(|| self.0.last().cloned());
            self.0.extend(element);
        }

        fn set(&mut self, name: &str, value: &str) {
            if let Some(element) = self.0.last() {
                let _ = element.set_attribute(name, value);
            }
        }

        fn text(&mut self, text: &str) {
            if let Some(element) = self.0.last() {
                let _ = element.append_with_str_1(&shown(text));
            }
        }

        fn close(&mut self) {
            if let (Some(done), Some(around)) = (self.0.pop(), self.0.last()) {
                if done != *around {
                    let _ = around.append_child(&done);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_anything_has_another_number() {
        let print = |write: &dyn Fn(&mut dyn Pen)| {
            let mut print = Print::default();
            write(&mut print);
            print.0
        };
        let mut all = vec![
            print(&|p| leaf(p, "b", "word")),
            print(&|p| leaf(p, "i", "word")),
            print(&|p| leaf(p, "b", "words")),
            print(&|p| leaf(p, "b", "words of more than eight bytes")),
            print(&|p| leaf(p, "b", "words of more than eight bites")),
            print(&|p| {
                leaf(p, "b", "wo");
                leaf(p, "b", "rd");
            }),
            print(&|p| {
                p.open("b");
                p.set("a", "word");
                p.close();
            }),
        ];
        assert_eq!(all[0], print(&|p| leaf(p, "b", "word")));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 7);
    }
}
