//! Set-up, sign-in, who is here, API tokens.
//!
//! Deliberately absent: cookies. The browser keeps the session where no script can read it.

use super::{Problem, encode, get, send, tell};
use shared::api::account::{FreshToken, Me, NewToken, SetupRequest, SignInRequest, Tokens};

/// Makes the first member; the answer's cookie signs them in.
pub async fn set_up(request: SetupRequest) -> Result<(), Problem> {
    tell("POST", "setup", Some(&request)).await
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
