-- The steps, the principles and the lessons that bear on them; made once a revision.

-- What became of a contract, as far as lessons are sorted by it. Nothing says how good it was.
create macro fate_of(status) as
case
    when status in ('abandoned', 'terminated') then 'abandoned_or_terminated'
    when status in ('live', 'ended') then 'live_or_ended'
    when status in ('planned', 'procuring') then 'no_signature'
    when status is null then 'no_contract'
    else 'unknown'
end;

-- Whether each of some asked words occurs in a text that is folded; none asked is found everywhere.
create macro has_each_word(folded_text, asked) as coalesce(
    list_bool_and(list_transform(asked, lambda word: contains(folded_text, folded(word)))),
    true
);

-- One row per theme of lessons and commissioning step or design principle that it bears on. The match
-- is made here and by no source; the page prints it with its reason.
create table theme_items as
select theme, item_id, why
from (
    values
    -- Step 1 asks which services are in and what part primary care plays: that is whose work it is.
    ('workforce', 'step-1', 'whose work the model takes in'),
    ('data', 'step-1', 'what is known of the services today'),
    -- Step 2 asks for involvement as early as the law requires it.
    ('engagement', 'step-2', 'who is involved, and when'),
    ('legal', 'step-2', 'what the law requires of a change'),
    -- Step 3 asks which contracts must end and who has to consent.
    ('procurement', 'step-3', 'ending a contract and letting the next'),
    ('legal', 'step-3', 'what can be ended, with whose consent'),
    -- Step 4 asks for the form, its length and how payment is made.
    ('finance', 'step-4', 'how and how much is paid'),
    ('risk', 'step-4', 'who bears which loss'),
    ('tax', 'step-4', 'what the chosen form costs in tax'),
    ('legal', 'step-4', 'which forms the law allows'),
    -- Step 5 asks for the market and for awards without competition.
    ('procurement', 'step-5', 'the market and the award'),
    ('legal', 'step-5', 'when no competition is needed'),
    -- The edges of a system are a matter of how it is governed and of whom it is for.
    ('governance', 'principle-1', 'where the system begins and ends'),
    ('engagement', 'principle-1', 'whom it serves'),
    ('engagement', 'principle-2', 'who has to be won'),
    ('workforce', 'principle-2', 'whose work is needed'),
    ('culture', 'principle-3', 'what partners hold in common'),
    ('leadership', 'principle-3', 'who stands for the aims'),
    ('governance', 'principle-4', 'how decisions are made'),
    ('engagement', 'principle-4', 'how patients and the public share in them'),
    ('leadership', 'principle-5', 'who leads'),
    ('culture', 'principle-5', 'the style of leading'),
    -- A dispute is settled by rules, by the contract or by whoever bears the loss.
    ('governance', 'principle-6', 'who may settle a dispute'),
    ('legal', 'principle-6', 'what the contract says'),
    ('risk', 'principle-6', 'what a broken rule costs, and whom'),
    ('finance', 'principle-7', 'resources and payment'),
    ('risk', 'principle-7', 'how risk and reward are shared'),
    ('tax', 'principle-7', 'tax as a cost of the form'),
    -- The lessons on a body that runs the system stand under governance, those on people under leadership.
    ('governance', 'principle-8', 'which body runs the system'),
    ('leadership', 'principle-8', 'who has the job'),
    ('governance', 'principle-9', 'what is decided where'),
    ('workforce', 'principle-9', 'teams in neighbourhoods'),
    ('evaluation', 'principle-10', 'what is measured and judged'),
    ('data', 'principle-10', 'what it is measured with')
) as matched (theme, item_id, why);

-- One row per commissioning step and design principle, with the themes matched with it.
-- is_contractual: some of its themes are about contracts, so that what became of one bears on it.
create table plan_items as
with items as (
    select
        'step-' || number as item_id, 1 as kind_order, 'step' as kind, number, step as words,
        questions, source_id, locator
    from commissioning_steps
    union all
    select
        'principle-' || number, 2, 'principle', number, principle, null, source_id, locator
    from principles
),

matched as (
    select
        theme_items.item_id,
        list(
            {theme: themes.value, theme_name: themes.label, why: theme_items.why}
            order by themes.sort_order
        ) as themes,
        bool_or(theme_items.theme in ('finance', 'procurement', 'governance')) as is_contractual,
    from theme_items
    inner join categories as themes
        on themes.table_name = 'lessons'
        and themes.field = 'theme'
        and themes.value = theme_items.theme
    group by theme_items.item_id
)

select
    items.item_id,
    items.kind,
    items.number,
    items.words,
    items.questions,
    ifnull(matched.themes, []) as themes,
    ifnull(matched.is_contractual, false) as is_contractual,
    items.source_id,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    items.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
    row_number() over (order by items.kind_order, items.number) as place,
from items
inner join sources on sources.source_id = items.source_id
left join matched on matched.item_id = items.item_id
left join row_readings
    on row_readings.table_name = if(items.kind = 'step', 'commissioning_steps', 'principles')
    and row_readings.row_id = cast(items.number as varchar);

-- One row per lesson with its site, its source, the words that a search looks through, and its place
-- in the order of every list: by theme, by site, general ones last.
create table lesson_details as
select
    lessons.lesson_id,
    lessons.site_id,
    sites.short_name,
    sites.kind as site_kind,
    lessons.theme,
    themes.label as theme_name,
    themes.sort_order as theme_order,
    lessons.lesson,
    sources.title,
    sources.publisher,
    sources.published,
    sources.url,
    lessons.locator,
    ifnull(row_readings.words, 'Who entered it is not recorded') as reading,
    ifnull(row_readings.is_second_read, false) as is_second_read,
    folded(concat_ws(' ', lessons.lesson, sites.name, sites.short_name, themes.label)) as words,
    row_number() over (
        order by themes.sort_order, folded(sites.short_name) nulls last, lessons.lesson_id
    ) as place,
from lessons
inner join sources on sources.source_id = lessons.source_id
inner join categories as themes
    on themes.table_name = 'lessons' and themes.field = 'theme' and themes.value = lessons.theme
left join sites on sites.site_id = lessons.site_id
left join row_readings
    on row_readings.table_name = 'lessons' and row_readings.row_id = lessons.lesson_id;
