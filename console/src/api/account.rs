//! Set-up, sign-in, who is here, API tokens.
//!
//! Deliberately absent: cookies. The browser keeps the session where no script can read it.

use super::{Problem, encode, get, send, tell};
use shared::api::account::{
    FreshToken, Invitation, JoinRequest, Me, Members, NewMember, NewToken, PasswordChange, Role, RoleChange,
    SetupRequest, SetupState, SignInRequest, Tokens,
};

/// Whether the first member is still to be set up.
pub async fn setup_state() -> Result<SetupState, Problem> {
    get("setup").await
}

/// Makes the first member; the answer's cookie signs them in.
pub async fn set_up(request: SetupRequest) -> Result<(), Problem> {
    tell("POST", "setup", Some(&request)).await
}

/// Accepts an invitation; the answer's cookie signs the new member in.
pub async fn join(request: JoinRequest) -> Result<(), Problem> {
    tell("POST", "join", Some(&request)).await
}

/// Changes one's own password; other sign-ins end.
pub async fn change_password(request: PasswordChange) -> Result<(), Problem> {
    tell("PUT", "me/password", Some(&request)).await
}

/// All members.
pub async fn members() -> Result<Members, Problem> {
    get("members").await
}

/// Makes a one-time link for a new member.
pub async fn invite(request: NewMember) -> Result<Invitation, Problem> {
    send("POST", "members", &request).await
}

/// Changes what a member may do.
pub async fn change_role(id: &str, role: Role) -> Result<(), Problem> {
    tell("PUT", &format!("members/{}", encode(id)), Some(&RoleChange { role })).await
}

/// Takes a member away; what they made stays.
pub async fn remove_member(id: &str) -> Result<(), Problem> {
    tell::<()>("DELETE", &format!("members/{}", encode(id)), None).await
}

/// Signs a member in.
pub async fn sign_in(request: SignInRequest) -> Result<(), Problem> {
    tell("POST", "sign-in", Some(&request)).await
}

/// Signs the member out.
pub async fn sign_out() -> Result<(), Problem> {
    tell::<()>("POST", "sign-out", None).await
}

/// Who is signed in.
pub async fn me() -> Result<Me, Problem> {
    get("me").await
}

/// All API tokens, without their secrets.
pub async fn tokens() -> Result<Tokens, Problem> {
    get("tokens").await
}

/// Makes an API token; its secret is in this answer only.
pub async fn make_token(request: NewToken) -> Result<FreshToken, Problem> {
    send("POST", "tokens", &request).await
}

/// Takes an API token away; it stops working at once.
pub async fn revoke_token(id: &str) -> Result<(), Problem> {
    tell::<()>("DELETE", &format!("tokens/{}", encode(id)), None).await
}
