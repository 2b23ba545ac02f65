-- One row per kind of evidence, self-reported and evaluated: always both.
-- Key: evidence_status
-- A site has one vote in each outcome and kind of evidence: the direction that at least 70% of its
-- findings there share, else mixed (Thomson and Thomas 2013; Hilton Boon and Thomson 2021).
-- National groups have no vote, but their findings are among n_findings. The interval is Wilson's, null
-- where nobody votes; chance is the sign test of better against worse, the other votes left out, null
-- where nobody says either.
with results as (
    select
        evidence_status,
        site_id,
        if(site_kind != 'national_group', direction, null) as vote,
        n_findings,
        n_findings_improved,
    from selected_results
),

counts as (
    select
        evidence_statuses.evidence_status,
        evidence_statuses.name as status_name,
        count(distinct if(vote is null, null, results.site_id)) as n_sites,
        count(vote) as n_votes,
        count(*) filter (vote = 'improved') as n_improved,
        count(*) filter (vote = 'no_difference') as n_no_difference,
        count(*) filter (vote = 'mixed') as n_mixed,
        count(*) filter (vote = 'unclear') as n_unclear,
        count(*) filter (vote = 'worsened') as n_worsened,
        ifnull(sum(n_findings), 0)::integer as n_findings,
        ifnull(sum(n_findings_improved), 0)::integer as n_findings_improved,
    from evidence_statuses
    left join results on results.evidence_status = evidence_statuses.evidence_status
    where evidence_statuses.evidence_status in ('self_reported', 'evaluated')
    group by evidence_statuses.evidence_status, evidence_statuses.name
)

select
    evidence_status,
    status_name,
    n_sites,
    n_votes,
    n_improved,
    n_no_difference,
    n_mixed,
    n_unclear,
    n_worsened,
    n_findings,
    n_findings_improved,
    n_improved / nullif(n_votes, 0) as share,
    wilson_low(n_improved, n_votes) as share_low,
    wilson_high(n_improved, n_votes) as share_high,
    n_improved + n_worsened as n_tested,
    sign_test(n_improved, n_worsened) as chance,
from counts
order by evidence_status = 'evaluated'
