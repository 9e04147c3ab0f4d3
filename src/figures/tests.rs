use proptest::prelude::*;

use super::*;

/// Each figure as `text = unit low[..high] hedge`.
fn found(text: &str, date: Option<&str>) -> Vec<String> {
    let text = Text::new(text);
    figures(&text, date.and_then(Date::parse))
        .iter()
        .map(|f| {
            let unit = match &f.unit {
                Unit::Money(code) => code.clone(),
                Unit::Percent => "%".into(),
                Unit::Duration => "min".into(),
                Unit::Count(noun) => format!("×{noun}"),
                Unit::Date => "date".into(),
                Unit::Day => "day".into(),
                Unit::Weekday => "weekday".into(),
                Unit::Year => "year".into(),
                Unit::Time => "time".into(),
            };
            let value = |v: f64| match f.unit {
                Unit::Date => Date::from_days(v as i32).to_string(),
                _ => format!("{}", (v * 100.0).round() / 100.0),
            };
            let hedge = match f.hedge {
                Hedge::Exact => "",
                Hedge::About => "~",
                Hedge::AtLeast => ">",
                Hedge::AtMost => "<",
            };
            let high = if f.high == f.low { String::new() } else { format!("..{}", value(f.high)) };
            format!("{} = {hedge}{}{high} {unit}", f.span.of(&text.source), value(f.low))
        })
        .collect()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(found(text, None), *expected, "{text}");
    }
}

#[test]
fn money() {
    check(&[
        ("The fine was $5,687.75 in all.", &["$5,687.75 = 5687.75 USD"]),
        ("They paid nearly $44 million in tax.", &["nearly $44 million = ~44000000 USD"]),
        (
            "It is worth between $19 and $22 million.",
            &["between $19 and $22 million = 19000000..22000000 USD"],
        ),
        ("A $5.6bn plan and a £3m one.", &["$5.6bn = 5600000000 USD", "£3m = 3000000 GBP"]),
        ("It cost 50 cents, then two dollars.", &["50 cents = 0.5 USD", "two dollars = 2 USD"]),
        ("He asked for more than €2 billion.", &["more than €2 billion = >2000000000 EUR"]),
        ("About US$300 was found.", &["About US$300 = ~300 USD"]),
        ("The town spent half a million dollars.", &["half a million dollars = 500000 USD"]),
        ("Fees of $10 to $15 apply.", &["$10 to $15 = 10..15 USD"]),
        ("Fees rose from $10 to $15 in May.", &["$10 = 10 USD", "$15 = 15 USD", "May = 121..151 day"]),
        ("It lost 3 million euros or more.", &["3 million euros or more = >3000000 EUR"]),
        ("A sum of 1.2 million U.S. dollars.", &["1.2 million U.S. dollars = 1200000 USD"]),
        ("It cost tens of millions of dollars.", &["tens of millions of dollars = ~20000000..100000000 USD"]),
        ("Up to $84,000 was repaid.", &["Up to $84,000 = <84000 USD"]),
    ]);
}

#[test]
fn shares() {
    check(&[
        ("Turnout was 35.7 percent.", &["35.7 percent = 35.7 %"]),
        ("It fell by 12% on the day.", &["12% = 12 %"]),
        ("Some 40 per cent agreed.", &["Some 40 per cent = ~40 %"]),
        ("Support is at 35 to 40 percent.", &["35 to 40 percent = 35..40 %"]),
        ("Support is at 35% to 40%.", &["35% to 40% = 35..40 %"]),
        ("One in three voters stayed away.", &["One in three = ~33.33 %"]),
        ("A one-in-five chance.", &["one-in-five = ~20 %"]),
        ("Two-thirds of members left.", &["Two-thirds = ~66.67 %"]),
        ("A third of members left, half of them angry.", &["A third = ~33.33 %", "half = ~50 %"]),
        ("Three out of four said no.", &["Three out of four = ~75 %"]),
        ("It rose 2.5 percentage points.", &["2.5 percentage points = 2.5 ×percentage point"]),
    ]);
}

#[test]
fn lengths_of_time() {
    check(&[
        ("They talked for over an hour.", &["over an hour = >60 min"]),
        ("It lasted almost an hour and a half.", &["almost an hour and a half = ~90 min"]),
        ("It took two and a half hours.", &["two and a half hours = 150 min"]),
        ("They met for two hours and 15 minutes.", &["two hours and 15 minutes = 135 min"]),
        ("After a three-week trial he left.", &["three-week = 30240 min"]),
        ("A 90-minute call, then half an hour more.", &["90-minute = 90 min", "half an hour = 30 min"]),
        ("An hour-long talk.", &["hour-long = 60 min"]),
        ("It took a half-hour.", &["a half-hour = 30 min"]),
        ("They waited less than 10 minutes.", &["less than 10 minutes = <10 min"]),
        ("The pause was 30 seconds.", &["30 seconds = 0.5 min"]),
        ("A second man was held for a second time.", &[]),
        ("He asks for 20 dollars an hour.", &["20 dollars = 20 USD"]),
        ("It takes three to five days.", &["three to five days = 4320..7200 min"]),
    ]);
}

#[test]
fn things_counted() {
    check(&[
        ("At least 12 people died.", &["At least 12 people = >12 ×person"]),
        ("The party won 25 seats.", &["25 seats = 25 ×seat"]),
        ("A 25-seat bus.", &["25-seat = 25 ×seat"]),
        ("Twenty-five Syrian refugees came.", &["Twenty-five Syrian refugees = 25 ×refugee"]),
        ("One hundred and five soldiers left.", &["One hundred and five soldiers = 105 ×soldier"]),
        ("As many as 300,000 workers struck.", &["As many as 300,000 workers = <300000 ×worker"]),
        ("Between three and five officers ran.", &["Between three and five officers = 3..5 ×officer"]),
        ("Police held 10-15 protesters.", &["10-15 protesters = 10..15 ×protester"]),
        ("Dozens of cars burned.", &["Dozens of cars = ~24..96 ×car"]),
        ("Two million voters stayed home.", &["Two million voters = 2000000 ×voter"]),
        ("A dozen parties signed.", &["A dozen parties = 12 ×party"]),
        ("No fewer than six families moved.", &["No fewer than six families = >6 ×family"]),
        ("No more than six boxes fit.", &["No more than six boxes = <6 ×box"]),
        (
            "One person was hurt; three more people fled.",
            &["One person = 1 ×person", "three more people = 3 ×person"],
        ),
        ("One of the men said one thing.", &[]),
        ("The two leaders met.", &[]),
        ("Ann Lee, 45, saw a 12-year-old boy.", &["45 = 45 ×year old", "12-year-old = 12 ×year old"]),
        ("Her score came back at 195, he said.", &["195 = 195 ×"]),
    ]);
}

#[test]
fn days_and_years() {
    check(&[
        ("Talks are on May 3 and 4.", &["May 3 and 4 = 123..124 day"]),
        ("The summit in Hamburg on July 7-8.", &["July 7-8 = 188..189 day"]),
        ("It opened on March 2, 2011, in Rome.", &["March 2, 2011 = 2011-03-02 date"]),
        ("It opened on 2 March 2011.", &["2 March 2011 = 2011-03-02 date"]),
        ("They met Tuesday, Jan. 5.", &["Tuesday, Jan. 5 = 4 day"]),
        ("He spoke on Tuesday.", &["Tuesday = 1 weekday"]),
        ("Filed on 2017-05-02 in court.", &["2017-05-02 = 2017-05-02 date"]),
        ("From 2007 to 2014 they paid.", &["2007 to 2014 = 2007..2014 year"]),
        ("In 2014 it fell.", &["2014 = 2014 year"]),
        ("The 2016 elections and the 1970s.", &["2016 = 2016 year", "1970s = 1970..1979 year"]),
        ("The 2010-12 term.", &["2010-12 = 2010..2012 year"]),
        ("It ran from May 30 to June 2.", &["May 30 to June 2 = 150..153 day"]),
        ("In November 2017 it rose.", &["November 2017 = 2017-11-01..2017-11-30 date"]),
        ("You may march in June.", &["June = 152..181 day"]),
        ("It takes effect at 5 p.m. on Friday.", &["5 p.m. = 1020 time", "Friday = 4 weekday"]),
        ("It began at 5:30 p.m. sharp.", &["5:30 p.m. = 1050 time"]),
    ]);
}

#[test]
fn a_known_date_resolves_days() {
    for (text, expected) in [
        ("He spoke on Tuesday.", "Tuesday = 2017-05-02 date"),
        ("He spoke on Thursday.", "Thursday = 2017-05-04 date"),
        ("He spoke last Thursday.", "Thursday = 2017-04-27 date"),
        ("She will speak on Monday.", "Monday = 2017-05-08 date"),
        ("Talks follow on July 7-8.", "July 7-8 = 2017-07-07..2017-07-08 date"),
        ("It was seen on December 30.", "December 30 = 2016-12-30 date"),
        ("It was seen in December.", "December = 2016-12-01..2016-12-31 date"),
        ("It rose last month.", "last month = 2017-04-01..2017-04-30 date"),
        ("It rose last year.", "last year = 2016 year"),
        ("It closed yesterday.", "yesterday = 2017-05-03 date"),
    ] {
        assert_eq!(found(text, Some("2017-05-04")), [expected], "{text}");
    }
}

#[test]
fn measures_are_the_same_however_they_are_spelt() {
    check(&[
        ("Winds of 160 km/h were measured.", &["160 km/h = 160 ×kilometre"]),
        ("Winds of 160 kilometres an hour were measured.", &["160 kilometres an hour = 160 ×kilometre"]),
        (
            "It is 12 kilometers to the quay and 9 km back.",
            &["12 kilometers = 12 ×kilometre", "9 km = 9 ×kilometre"],
        ),
        ("Gusts hit 100 mph and 30 mm fell.", &["100 mph = 100 ×mile", "30 mm = 30 ×millimetre"]),
        (
            "Gusts hit 140km/h and a record 112mm of rain fell in 8.5km of valley.",
            &["140km/h = 140 ×kilometre", "112mm = 112 ×millimetre", "8.5km = 8.5 ×kilometre"],
        ),
        ("Winds of 121 kilometres per hour.", &["121 kilometres per hour = 121 ×kilometre"]),
        ("A 30km-long queue.", &["30km = 30 ×kilometre"]),
        (
            "About 1.5m drivers paid and 20k homes were dark.",
            &["About 1.5m drivers = ~1500000 ×driver", "20k homes = 20000 ×home"],
        ),
        ("It is 1.5m deep.", &[]),
        (
            "The state gave 40 million Ruritanian crowns, or 3.5bn kronor.",
            &["40 million Ruritanian crowns = 40000000 crowns", "3.5bn kronor = 3500000000 crowns"],
        ),
    ]);
}

#[test]
fn a_number_alone_counts_those_to_whom_it_happens() {
    check(&[
        ("The blast killed 12, officials said.", &["12 = 12 ×person"]),
        ("The blast killed at least 12 and hurt many.", &["at least 12 = >12 ×person"]),
        ("The death toll rose to 130.", &["130 = 130 ×toll"]),
        ("She had a majority of 4,130.", &["4,130 = 4130 ×majority"]),
        ("The plant employs 6,200.", &["6,200 = 6200 ×person"]),
        ("They found cracks in two of its five piers.", &["two = 2 ×pier"]),
    ]);
}

#[test]
fn of_a_tally_the_votes_for_what_was_decided_count() {
    for (text, expected) in [
        ("They won 2-1 and the vote was 52 to 48.", "52 to 48 = 52 ×vote"),
        ("The council voted 7-2 to close the bridge.", "7-2 = 7 ×vote"),
        ("The court ruled 6–3 against the town.", "6–3 = 6 ×vote"),
        ("It was a 5-4 decision.", "5-4 = 5 ×vote"),
        ("Members approved the plan, 7 to 2.", "7 to 2 = 7 ×vote"),
    ] {
        assert_eq!(found(text, None), [expected], "{text}");
    }
}

#[test]
fn names_with_numbers_are_no_figures() {
    for text in [
        "They cited resolution 2254 again.",
        "The Boeing 737 landed.",
        "The G-20 summit and the F-16 jets.",
        "Section 230 protects them.",
        "He lives on Route 66.",
        "They won 2-1 at home.",
        "The 3-1 defeat was their first.",
        "The 27th Congressional District.",
        "Call 555-0134 now.",
        "Blood pressure was 100/65 after 9/11.",
        "Title 42 and Article 5.",
        "The No. 2 official spoke.",
        "Vitamin B12 and COVID-19.",
        "Security Council Resolution 1701 was read.",
        "She lives in Room 12.",
    ] {
        assert_eq!(found(text, None), [""; 0], "{text}");
    }
}

proptest! {
    #[test]
    fn figures_are_slices_in_order(text in "\\PC{0,80}") {
        sound(&text)?;
    }

    #[test]
    fn number_soup_does_no_harm(parts in prop::collection::vec(prop::sample::select(vec![
        "one", "two", "twenty", "half", "a", "an", "hour", "hours", "and", "million", "hundred", "$", "€5", "5", "7-8",
        "2014", "1,000.5", "%", "percent", "per", "cent", "to", "between", "from", "May", "3", "-", "–", "Tuesday",
        ",", ".", "year", "old", "in", "out", "of", "or", "more", "than", "at", "least", "people", "third", "dozens",
        "hundreds", "5:30", "p.m.", "9/11", "last", "week", "thousand", "99999999999999999999", "1.2.3", "’90s", "é",
    ]), 0..25), glue in prop::sample::select(vec![" ", "-", ""])) {
        sound(&parts.join(glue))?;
    }
}

fn sound(source: &str) -> Result<(), TestCaseError> {
    let text = Text::new(source);
    let date = Date::new(2020, 2, 29);
    let mut end = 0;
    for figure in figures(&text, date) {
        prop_assert!(figure.span.start >= end && !figure.span.is_empty());
        prop_assert!(text.source.get(figure.span.start as usize..figure.span.end as usize).is_some());
        prop_assert!(figure.low <= figure.high && figure.low.is_finite() && figure.high.is_finite());
        end = figure.span.end;
    }
    Ok(())
}
